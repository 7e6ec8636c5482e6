import { addTo } from "../logic/grouped.ts";
import { consumerLabel } from "../access/consumer-source.ts";
import type { Verdict } from "../access/verdict.ts";
import type { World } from "../access/worlds.ts";
import type { Span } from "../text/span.ts";
import { usesVault } from "../services/consumers/consumer.ts";
import { consumersAtVaults } from "./hover/consumer-topic.ts";
import type { ScenarioReport } from "./verdicts.ts";

/** A resource that uses a vault in one scenario, and whether it can reach it; places are spans. */
export interface VaultConsumerReport {
  /** As in `consumer:`. */
  readonly label: string;
  readonly scenario: Pick<ScenarioReport, "service">;
  readonly uses: "yes" | "maybe";
  readonly verdict: Verdict["verdict"];
  readonly reason: Verdict["reason"];
  /** Whether the verdict relies on values of a state. */
  readonly assumed: boolean;
  readonly span: Span;
}

/** The consumers of each vault of a root, by the vault's key. */
export function reportVaultConsumers(
  worlds: readonly World[],
): ReadonlyMap<string, readonly VaultConsumerReport[]> {
  const reports = new Map<string, VaultConsumerReport[]>();
  for (const { consumer, at } of consumersAtVaults(worlds)) {
    if (!at || consumer.exists.truth === "no") continue;
    addTo(reports, at.vault.key, {
      label: consumerLabel(consumer.resource),
      scenario: { service: consumer.service.id },
      uses: usesVault(consumer, at.vault) === "yes" ? "yes" : "maybe",
      verdict: at.verdict.verdict,
      reason: at.verdict.reason,
      assumed: at.verdict.notes.includes("NOTE_ASSUMED_DEPLOYED"),
      span: consumer.resource.label,
    });
  }
  return reports;
}

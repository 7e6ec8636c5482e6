import type { Verdict } from "../../access/verdict.ts";
import { judge } from "../../access/verdict.ts";
import { memoize } from "../../logic/memoize.ts";
import type { Network, Vault } from "../../network/network.ts";
import { placeOfReference } from "../../network/place-of-reference.ts";
import type { Consumer, VaultUse } from "../../services/consumers/consumer.ts";
import { consumersOf } from "../../services/consumers/find-consumers.ts";
import type { Service } from "../../services/service.ts";
import { judgedVaults } from "../../network/judged-vaults.ts";
import type { Finding, Related } from "../rule.ts";

/** A consumer and a vault that it certainly uses. */
export interface Meeting {
  readonly vault: Vault;
  readonly consumer: Consumer;
  /** The first of its references to this vault. */
  readonly use: VaultUse;
  readonly verdict: Verdict;
}

/**
 * Each consumer that is certainly deployed, with each vault that it uses and whose configuration is declared here; none while a
 * syntax error may hide the declaration that allows it.
 */
export const meetingsIn = memoize((network: Network): readonly Meeting[] => {
  if (!network.intact) return [];
  const judged = new Set(judgedVaults(network));
  return consumersOf(network)
    .filter(({ exists }) => exists.truth === "yes")
    .flatMap((consumer) =>
      firstUses(consumer)
        .filter(({ vault }) => judged.has(vault))
        .map(({ vault, use }) => ({
          vault,
          consumer,
          use,
          verdict: judge(vault, network, { kind: "consumer", consumer }),
        })),
    );
});

/** The place of a finding about a consumer, and the consumer it is about: others may use the vault in the same place. */
export function atUse({ use, consumer }: Pick<Meeting, "use" | "consumer">): Pick<Finding, "span" | "about"> {
  return { span: placeOfReference(use.reference, consumer.resource), about: consumer.resource };
}

/** The deciding places: what blocks the consumer, or the vault itself if nothing is declared there. */
export function deciding({ vault, verdict }: Pick<Meeting, "vault" | "verdict">): readonly Related[] {
  const step = verdict.steps.find(({ outcome }) => outcome === "deny");
  return step
    ? [{ fact: { kind: "gate", facts: step.gate.facts }, span: step.gate.span ?? vault.label }]
    : [];
}

/** Azure Resource Manager, when it fetches what a parameter of a deployment refers to. */
export function isDeployment({ id }: Service): boolean {
  return id === "azure-resource-manager-template-deployment-service";
}

function firstUses({ uses }: Consumer): readonly { readonly vault: Vault; readonly use: VaultUse }[] {
  const first = new Map<Vault, VaultUse>();
  for (const use of uses) {
    // A resource that only gets a vault's name may pass it on.
    if (use.kind === "vault-mention" || use.vault.kind !== "declared") continue;
    if (!first.has(use.vault.to)) first.set(use.vault.to, use);
  }
  return [...first].map(([vault, use]) => ({ vault, use }));
}

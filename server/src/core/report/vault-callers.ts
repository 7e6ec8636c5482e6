import { consumerLabel } from "../access/consumer-source.ts";
import type { GateFact } from "../access/gate-fact.ts";
import type { Source } from "../access/source.ts";
import { ownVaults, type World } from "../access/worlds.ts";
import { addTo, grouped } from "../logic/grouped.ts";
import { memoize } from "../logic/memoize.ts";
import type { Network } from "../network/network.ts";
import { callersOfVaultsIn } from "../services/consumers/callers-of-vaults.ts";
import { isRunner, usesVault } from "../services/consumers/consumer.ts";
import type { Span } from "../text/document.ts";
import { reportVerdicts, type VerdictReport } from "./verdicts.ts";

/** What calls a vault: a resource of the deployment in one scenario, or a job, script or manifest beside it. */
export interface VaultCaller {
  /** As a source is written: `consumer:app`, `pipeline:azure-pipelines.yml#build`. */
  readonly from: string;
  /** What makes the calls; the resources of Terraform that ask vaults do so from the machine that runs it. */
  readonly machine: "hosted" | "private" | "local" | "app" | "cluster" | "unknown" | "resource" | "terraform";
  readonly uses: "yes" | "maybe";
  /** The declaration of a resource; otherwise, where it first names the vault. */
  readonly span: Span;
}

/** The same with the answer of the vault, which is that of `simulate`: plain data. */
export interface AnsweredCaller extends VaultCaller {
  /** Null if nothing says where it calls from. */
  readonly answer: Pick<VerdictReport, "verdict" | "reason" | "notes" | "scenario"> | null;
  /** That what a job or other commands do may change the answer; null if it does not. */
  readonly doubt: GateFact | null;
}

/** What a vault answers to a caller with a source: of a job, also if nothing says what that is. */
export function answered(
  { from, machine, uses, span }: VaultCaller,
  source: Source | null,
  worlds: readonly World[],
  vaultKey: string,
): AnsweredCaller {
  const [found] = source ? reportVerdicts(worlds, from, source, vaultKey) : [];
  const facts = found?.steps.flatMap((step) => step.facts) ?? [];
  const answer = found
    ? { verdict: found.verdict, reason: found.reason, notes: found.notes, scenario: found.scenario }
    : null;
  const doubt = facts.find(({ kind }) => kind === "job-doubt") ?? null;
  return { from, machine, uses, span, answer, doubt };
}

/** The resources that call each vault of a root, by the key of the vault, in each of their scenarios. */
export function callersDeclaredIn(worlds: readonly World[]): ReadonlyMap<string, readonly AnsweredCaller[]> {
  const found = new Map<string, AnsweredCaller[]>();
  const consumers = worlds.flatMap(({ network }) => callersOfVaultsIn(network));
  const inEach = grouped(consumers, ({ key }) => [key]);
  for (const [key, [consumer]] of inEach) {
    const { exists, resource, service } = consumer;
    if (exists.truth === "no") continue;
    const name = consumerLabel(resource);
    const machine = isRunner(service) ? "terraform" : "resource";
    const source: Source = { kind: "consumer", name, found: (network) => byKey(network).get(key) ?? null };
    for (const { key: vaultKey, vault } of ownVaults(worlds)) {
      const uses = usesVault(consumer, vault);
      if (uses === "no") continue;
      const caller = { from: `consumer:${name}`, machine, uses, span: resource.label } as const;
      addTo(found, vaultKey, answered(caller, source, worlds, vaultKey));
    }
  }
  return found;
}

const byKey = memoize(
  (network: Network) => new Map(callersOfVaultsIn(network).map((each) => [each.key, each])),
);

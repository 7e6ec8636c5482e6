import type { Verdict } from "../../access/verdict.ts";
import type { VaultAcrossWorlds } from "../../access/worlds.ts";
import { judgeAcross } from "../../access/worlds.ts";
import type { Job } from "../../outside/job.ts";
import type { OutsideReading } from "../../outside/read-outside.ts";
import { builtInTags } from "../../services/built-in-tags.ts";
import type { Span } from "../../text/span.ts";
import type { Analysis } from "../analyzer.ts";
import { hostedCaller } from "./blocked-calls.ts";
import { declaredVaults } from "./declared-vaults.ts";
import { managedPool } from "./managed-pools.ts";
import { targetsOf } from "./targets.ts";
import { callsIn } from "./timeline.ts";

/** A job that calls a vault under a name that is certain. */
export interface VaultCaller {
  readonly job: Job;
  /** Where it first names the vault. */
  readonly span: Span;
  /** What the template answers its machine; null if the network of that is not known. */
  readonly verdict: Verdict["verdict"] | null;
}

/** By the analyses of roots and the keys of their vaults. */
export type CallersByVault = ReadonlyMap<Analysis, ReadonlyMap<string, readonly VaultCaller[]>>;

/** The jobs that call each vault of the roots. */
export function callersByVault(
  { jobs }: Pick<OutsideReading, "jobs">,
  analyses: readonly Analysis[],
): CallersByVault {
  const declared = declaredVaults(analyses);
  const found = new Map<Analysis, Map<string, readonly VaultCaller[]>>();
  for (const placed of jobs.flatMap(callsIn)) {
    if (placed.call.access.kind !== "use") continue;
    const { job, call } = placed;
    for (const { vault } of targetsOf(placed, declared, analyses)) {
      const ofRoot = found.get(vault.analysis) ?? new Map<string, readonly VaultCaller[]>();
      found.set(vault.analysis, ofRoot);
      const { across } = vault;
      const before = ofRoot.get(across.key) ?? [];
      if (before.some((each) => each.job === job)) continue;
      ofRoot.set(across.key, [...before, { job, span: call.span, verdict: verdictOn(job, across) }]);
    }
  }
  return found;
}

function verdictOn({ machine }: Job, across: VaultAcrossWorlds): VaultCaller["verdict"] {
  const merged = judgeAcross(across, (network) => {
    if (machine.kind === "hosted") return hostedCaller(machine, builtInTags);
    const pool =
      machine.kind === "private" && machine.pool !== null ? managedPool(network, machine.pool) : null;
    return pool && { kind: "subnet", subnet: pool.subnet };
  });
  return merged && merged.cases.length > 0 ? "depends" : (merged?.answer.verdict ?? null);
}

/** The jobs that call a vault which a root declares. */
export function jobsCallingVaults(reading: OutsideReading, analyses: readonly Analysis[]): readonly Job[] {
  const callers = [...callersByVault(reading, analyses).values()].flatMap((each) =>
    [...each.values()].flat(),
  );
  const called = new Set(callers.map(({ job }) => job));
  return reading.jobs.filter((job) => called.has(job));
}

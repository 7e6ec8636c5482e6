import type { Caller } from "../../access/caller.ts";
import { judgeDoubtful } from "../../access/doubt.ts";
import type { GateFact } from "../../access/gate-fact.ts";
import type { Verdict } from "../../access/verdict.ts";
import type { VaultAcrossWorlds } from "../../access/worlds.ts";
import { once } from "../../logic/memoize.ts";
import type { Network } from "../../network/network.ts";
import type { Job } from "../../outside/job.ts";
import type { OutsideReading } from "../../outside/read-outside.ts";
import { builtInTags } from "../../services/built-in-tags.ts";
import type { Span } from "../../text/span.ts";
import type { Analysis, AnyAnalysis } from "../analyzer.ts";
import { type ManifestMeeting, meetingOf } from "./blocked-manifests.ts";
import { hostedCaller } from "./blocked-calls.ts";
import { declaredVaults } from "./declared-vaults.ts";
import { doubtsOf } from "./job-doubts.ts";
import { managedPool } from "./managed-pools.ts";
import { changesBeside } from "./run-files.ts";
import { targetsOf } from "./targets.ts";
import { callsIn, type PlacedCall } from "./timeline.ts";

/** A job that calls a vault under a name that is certain. */
export interface VaultCaller {
  readonly job: Job;
  /** Where it first names the vault. */
  readonly span: Span;
  /** What the template answers its machine; null if the network of that is not known. */
  readonly verdict: Verdict["verdict"] | null;
  /** Why the verdict may be another one than the template says. */
  readonly doubt: GateFact | null;
}

/** By the analyses of roots and the keys of their vaults. */
export type CallersByVault = ReadonlyMap<AnyAnalysis, ReadonlyMap<string, readonly VaultCaller[]>>;

/** The jobs that call each vault of the roots. */
export function callersByVault(
  { jobs }: Pick<OutsideReading, "jobs">,
  analyses: readonly Analysis[],
): CallersByVault {
  const declared = declaredVaults(analyses);
  const changes = once(() => changesBeside(jobs, analyses));
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
      const meet = meetingOf(placed, vault, analyses);
      ofRoot.set(across.key, [...before, { job, span: call.span, ...verdictOn(job, across, changes, meet) }]);
    }
  }
  return found;
}

function verdictOn(
  job: Job,
  across: VaultAcrossWorlds,
  changes: () => readonly PlacedCall[],
  meet: ManifestMeeting | null,
): Pick<VaultCaller, "verdict" | "doubt"> {
  const { machine } = job;
  const callerIn = (network: Network): Caller | null => {
    const consumer = meet?.(network)?.consumer;
    if (consumer) return { kind: "consumer", consumer };
    if (machine.kind === "hosted") return hostedCaller(machine, builtInTags);
    const pool =
      machine.kind === "private" && machine.pool !== null ? managedPool(network, machine.pool) : null;
    return pool && { kind: "subnet", subnet: pool.subnet };
  };
  const merged = judgeDoubtful(across, callerIn, meet ? undefined : doubtsOf(job, changes));
  if (!merged) return { verdict: null, doubt: null };
  const facts = merged.answer.steps.flatMap(({ gate }) => gate.facts);
  return {
    verdict: merged.cases.length > 0 ? "depends" : merged.answer.verdict,
    doubt: facts.find(({ kind }) => kind === "job-doubt") ?? null,
  };
}

/** The jobs that call a vault which a root declares. */
export function jobsCallingVaults(reading: OutsideReading, analyses: readonly Analysis[]): readonly Job[] {
  const callers = [...callersByVault(reading, analyses).values()].flatMap((each) =>
    [...each.values()].flat(),
  );
  const called = new Set(callers.map(({ job }) => job));
  return reading.jobs.filter((job) => called.has(job));
}

import { consumerLabel } from "../access/consumer-source.ts";
import type { GateFact } from "../access/gate-fact.ts";
import { readSource, type Source } from "../access/source.ts";
import { ownVaults, type VaultAcrossWorlds, type World } from "../access/worlds.ts";
import { resolveSource } from "../access-file/resolve-source.ts";
import { addTo } from "../logic/grouped.ts";
import type { Truth } from "../logic/truth.ts";
import type { Vault } from "../network/network.ts";
import { placeOfReference } from "../network/place-of-reference.ts";
import type { Machine } from "../outside/job.ts";
import { reportVerdicts, type VerdictReport } from "../report/verdicts.ts";
import { callersOfVaultsIn } from "../services/consumers/address-holders.ts";
import { leadsTo, usesVault } from "../services/consumers/consumer.ts";
import { runnerService } from "../services/consumers/runner.ts";
import type { Span } from "../text/span.ts";
import type { Analysis, AnyAnalysis } from "../workspace/analyzer.ts";
import { declaredVaults } from "../workspace/outside/declared-vaults.ts";
import { sourceOfJob } from "../workspace/outside/pipeline-sources.ts";
import { targetsOf } from "../workspace/outside/targets.ts";
import { callsIn } from "../workspace/outside/timeline.ts";
import type { WorkspaceWithJobs } from "./workspace.ts";

/** What calls a vault of a root: a resource of a deployment, the machine that runs Terraform, or a job, script or manifest. */
export interface VaultCaller {
  readonly kind: "consumer" | "runner" | "job";
  /** As a source is written: `consumer:api`, `pipeline:azure-pipelines.yml#build`. */
  readonly from: string;
  /** What runs a job. */
  readonly machine: Machine["kind"];
  /** Null if nothing says where it calls from. */
  readonly source: Source | null;
  /** Where it first names the vault. */
  readonly span: Span;
  /** Whether it certainly calls this vault. */
  readonly certainty: Truth;
}

/** By the analyses of roots and the keys of their vaults. */
export type CallersByVault = ReadonlyMap<AnyAnalysis, ReadonlyMap<string, readonly VaultCaller[]>>;

/** Everything that the repository declares to call vaults of its roots: the one list that is judged, compared and printed. */
export function callersByVault(workspace: WorkspaceWithJobs): CallersByVault {
  const jobs = jobsByVault(workspace);
  return new Map(
    workspace.analyses.map((analysis) => [
      analysis,
      new Map(
        ownVaults(analysis.worlds).map((across) => [
          across.key,
          [...callersDeclaredFor(across), ...(jobs.get(analysis)?.get(across.key) ?? [])],
        ]),
      ),
    ]),
  );
}

/** What a vault answers to a caller in each of its scenarios, as `simulate` says it; none if nothing says where it calls from. */
export function verdictsOn(
  { from, source }: VaultCaller,
  { worlds }: Pick<Analysis, "worlds">,
  vaultKey: string,
): readonly VerdictReport[] {
  return source ? reportVerdicts(worlds, from, source, vaultKey) : [];
}

/** That what a job or other commands do may change the answer; null if it does not. */
export function doubtAbout({ steps }: Pick<VerdictReport, "steps">): GateFact | null {
  return steps.flatMap(({ facts }) => facts).find(({ kind }) => kind === "job-doubt") ?? null;
}

/** The jobs, scripts and manifests that call each vault under a name that is certain. */
function jobsByVault({
  reading: { jobs },
  print,
  analyses,
  sourcesAt,
  options,
}: WorkspaceWithJobs): ReadonlyMap<Analysis, ReadonlyMap<string, readonly VaultCaller[]>> {
  const declared = declaredVaults(analyses);
  const found = new Map<Analysis, Map<string, VaultCaller[]>>();
  for (const placed of jobs.flatMap(callsIn)) {
    if (placed.call.access.kind !== "use") continue;
    const { job, call } = placed;
    const from = sourceOfJob(job, print);
    for (const { analysis, across } of targetsOf(placed, declared, analyses).map(({ vault }) => vault)) {
      const ofRoot = found.get(analysis) ?? new Map<string, VaultCaller[]>();
      found.set(analysis, ofRoot);
      if (ofRoot.get(across.key)?.some((each) => each.from === from)) continue;
      const sources = sourcesAt(analysis);
      const known = sources.has(from) ? resolveSource(from, sources, options) : null;
      addTo(ofRoot, across.key, {
        kind: "job",
        from,
        machine: job.machine.kind,
        source: known && "source" in known ? known.source : null,
        span: call.span,
        certainty: "yes",
      });
    }
  }
  return found;
}

/** The resources that use a vault or may use it, each once, and the machine that runs Terraform. */
function callersDeclaredFor(across: VaultAcrossWorlds): readonly VaultCaller[] {
  const found = across.views.flatMap(({ world, vault }) => [
    ...consumersOf(vault, world),
    ...runnersOf(vault, world),
  ]);
  return [...new Map(found.reverse().map((each) => [each.from, each])).values()].reverse();
}

function consumersOf(vault: Vault, { network }: World): readonly VaultCaller[] {
  return callersOfVaultsIn(network).flatMap((consumer): readonly VaultCaller[] => {
    const certainty = usesVault(consumer, vault);
    if (certainty === "no" || consumer.exists.truth === "no") return [];
    const { resource, uses } = consumer;
    const use = uses.find((each) => leadsTo(each.vault, vault) === certainty);
    const span = use ? placeOfReference(use.reference, resource) : resource.label;
    return declared("consumer", `consumer:${consumerLabel(resource)}`, span, certainty);
  });
}

function runnersOf(vault: Vault, { network }: World): readonly VaultCaller[] {
  return network.vaultContents.flatMap(({ by, exists, vault: link, label }) => {
    const certainty = leadsTo(link, vault);
    if (by !== "runner" || exists.truth === "no" || certainty === "no") return [];
    return declared("runner", `service:${runnerService}`, label, certainty);
  });
}

function declared(
  kind: "consumer" | "runner",
  from: string,
  span: Span,
  certainty: Truth,
): readonly VaultCaller[] {
  const reading = readSource(from);
  return "source" in reading
    ? [{ kind, from, machine: "unknown", source: reading.source, span, certainty }]
    : [];
}

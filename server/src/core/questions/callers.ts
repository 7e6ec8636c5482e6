import type { Source } from "../access/source.ts";
import { resolveSource, type SourceOptions } from "../access-file/resolve-source.ts";
import { addTo } from "../logic/grouped.ts";
import type { VaultCaller } from "../report/vault-callers.ts";
import type { DocumentId } from "../text/document.ts";
import type { Analysis } from "../workspace/analyzer.ts";
import { declaredVaults } from "../workspace/outside/declared-vaults.ts";
import { sourceOfJob } from "../workspace/outside/pipeline-sources.ts";
import { targetsOf } from "../workspace/outside/targets.ts";
import { callsIn } from "../workspace/outside/timeline.ts";
import type { AccessFile } from "../access-file/access-file.ts";
import type { OutsideReading } from "../outside/read-outside.ts";

/** A job, script or manifest that calls a vault under a name that is certain. */
export interface CallingJob extends VaultCaller {
  /** Null if nothing says where it calls from. */
  readonly source: Source | null;
}

/** By the analyses of roots and the keys of their vaults. */
export type JobsByVault = ReadonlyMap<Analysis, ReadonlyMap<string, readonly CallingJob[]>>;

/** The jobs, scripts and manifests that call each vault: those that are judged, compared and printed. */
export function jobsByVault({
  reading: { jobs },
  print,
  analyses,
  sourcesAt,
  options,
}: WorkspaceWithJobs): JobsByVault {
  const declared = declaredVaults(analyses);
  const found = new Map<Analysis, Map<string, CallingJob[]>>();
  for (const placed of jobs.flatMap(callsIn)) {
    if (placed.call.access.kind !== "use") continue;
    const { job, call } = placed;
    const from = sourceOfJob(job, print);
    for (const { analysis, across } of targetsOf(placed, declared, analyses).map(({ vault }) => vault)) {
      const ofRoot = found.get(analysis) ?? new Map<string, CallingJob[]>();
      found.set(analysis, ofRoot);
      if (ofRoot.get(across.key)?.some((each) => each.from === from)) continue;
      const sources = sourcesAt(analysis);
      const known = sources.has(from) ? resolveSource(from, sources, options) : null;
      addTo(ofRoot, across.key, {
        from,
        machine: job.machine.kind,
        uses: "yes",
        source: known && "source" in known ? known.source : null,
        span: call.span,
      });
    }
  }
  return found;
}

/** What a host knows when it asks; nothing of it changes until the answer is there. */
export interface Workspace {
  /** All roots in their environments: a subnet may be declared in any of them. */
  readonly analyses: readonly Analysis[];
  /** The sources that have a name at a root: those of its access file, of settings, its pools, and the jobs of pipelines. */
  readonly sourcesAt: (analysis: Pick<Analysis, "root">) => AccessFile["sources"];
  /** The service tags, and the environment variables that sources may refer to. */
  readonly options: SourceOptions;
}

/** The same where it is asked who calls which vault. */
export interface WorkspaceWithJobs extends Workspace {
  /** What pipelines, scripts and manifests do. */
  readonly reading: Pick<OutsideReading, "jobs">;
  /** How files are called in the names of jobs. */
  readonly print: (id: DocumentId) => string;
}

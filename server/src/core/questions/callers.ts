import type { AccessFile } from "../access-file/access-file.ts";
import { resolveSource, type SourceOptions } from "../access-file/resolve-source.ts";
import type { Source } from "../access/source.ts";
import { addTo } from "../logic/grouped.ts";
import { oncePerKey } from "../logic/memoize.ts";
import { nothingOutside, type OutsideReading } from "../outside/read-outside.ts";
import type { VaultCaller } from "../report/compared-callers.ts";
import type { DocumentId } from "../text/document.ts";
import type { Analysis } from "../workspace/analyzer.ts";
import { declaredVaults } from "../workspace/outside/declared-vaults.ts";
import { asksForJob, sourceOfJob, sourcesBeside } from "../workspace/outside/pipeline-sources.ts";
import { vaultsMeant } from "../workspace/outside/targets.ts";
import { callsIn } from "../workspace/outside/timeline.ts";

/** A job, script or manifest that certainly or probably calls a vault. */
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
  const uses = jobs
    .flatMap(callsIn)
    .filter(({ call }) => call.access.kind === "use")
    .map((placed) => ({ ...placed, ...vaultsMeant(placed, declared, analyses) }));
  // A job that certainly calls a vault may also call one that probably is this.
  for (const { job, call, targets, isProbable } of uses.toSorted((a, b) => +a.isProbable - +b.isProbable)) {
    const from = sourceOfJob(job, print);
    for (const { analysis, across } of targets.map(({ vault }) => vault)) {
      const ofRoot = found.get(analysis) ?? new Map<string, CallingJob[]>();
      found.set(analysis, ofRoot);
      if (ofRoot.get(across.key)?.some((each) => each.from === from)) continue;
      const sources = sourcesAt(analysis);
      const known = sources.has(from) ? resolveSource(from, sources, options) : null;
      addTo(ofRoot, across.key, {
        from,
        machine: job.machine.kind,
        uses: isProbable ? "maybe" : "yes",
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
  readonly reading: Pick<OutsideReading, "jobs" | "documents">;
  /** How files are called in the names of jobs. */
  readonly print: (id: DocumentId) => string;
}

/** A workspace with the sources that access files and settings name. */
export interface OpenWorkspace extends WorkspaceWithJobs {
  readonly savedAt: (root: DocumentId) => AccessFile["sources"];
}

/** What a workspace is opened with. */
interface WorkspaceFacts extends Omit<OpenWorkspace, "sourcesAt" | "reading"> {
  readonly reading: () => WorkspaceWithJobs["reading"];
}

/** A workspace in which sources may be jobs, and pools that their root declares. Pipelines are not read if no source that is `asked` for is a job. */
export function openWorkspace(facts: WorkspaceFacts, asked?: readonly string[]): OpenWorkspace {
  const { analyses, print, savedAt } = facts;
  const reading = asked?.some(asksForJob) === false ? nothingOutside : facts.reading();
  const sources = oncePerKey((root: DocumentId) => {
    const here = analyses.filter((each) => each.root === root);
    return sourcesBeside(savedAt(root), here, { reading, analyses, print });
  });
  return { ...facts, reading, sourcesAt: ({ root }) => sources(root) };
}

/** The sources with a name at any root; of jobs only those that call vaults of the roots, and those of the document that is `active`. */
export function sourcesOffered(
  workspace: WorkspaceWithJobs,
  active: DocumentId | null,
): AccessFile["sources"] {
  const all = new Map(workspace.analyses.flatMap((analysis) => [...workspace.sourcesAt(analysis)]));
  const callers = [...jobsByVault(workspace).values()].flatMap((each) => [...each.values()].flat());
  const calling = new Set(callers.map(({ from }) => from));
  return new Map(
    [...all].filter(
      ([name, { name: written }]) =>
        !asksForJob(name) || calling.has(name) || written.span.document === active,
    ),
  );
}

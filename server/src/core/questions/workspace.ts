import type { AccessFile } from "../access-file/access-file.ts";
import type { SourceOptions } from "../access-file/resolve-source.ts";
import type { OutsideReading } from "../outside/read-outside.ts";
import type { DocumentId } from "../text/span.ts";
import type { Analysis } from "../workspace/analyzer.ts";

/** What a host knows when it asks; nothing of it changes until the answer is there. */
export interface Workspace {
  /** All roots in their environments: a subnet may be declared in any of them. */
  readonly analyses: readonly Analysis[];
  /** The sources that have a name at a root: those of its access file, of settings, its pools, and the jobs of pipelines. */
  readonly sourcesAt: (analysis: Analysis) => AccessFile["sources"];
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

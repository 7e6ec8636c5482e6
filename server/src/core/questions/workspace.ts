import type { AccessFile } from "../access-file/access-file.ts";
import { oncePerKey } from "../logic/memoize.ts";
import { nothingOutside, type OutsideReading } from "../outside/read-outside.ts";
import type { DocumentId } from "../text/document.ts";
import { asksForJob, sourcesBeside } from "../workspace/outside/pipeline-sources.ts";
import { jobsByVault, type WorkspaceWithJobs } from "./callers.ts";

/** A workspace with the sources that access files and settings name. */
export interface OpenWorkspace extends WorkspaceWithJobs {
  readonly savedAt: (root: DocumentId) => AccessFile["sources"];
}

/** What a workspace is opened with. */
export interface WorkspaceFacts extends Omit<OpenWorkspace, "sourcesAt" | "reading"> {
  readonly reading: () => Pick<OutsideReading, "jobs">;
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

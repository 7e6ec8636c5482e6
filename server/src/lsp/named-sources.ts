import {
  type AccessFile,
  type Analysis,
  asksForJob,
  callersByVault,
  folderOf,
  type NamedCaller,
  namedCallers,
  type OutsideReading,
  pathFrom,
  sourcesBeside,
  type WorkspaceWithJobs,
} from "../core/index.ts";
import { normalizeUri } from "./files.ts";
import type { Context } from "./context.ts";

/**
 * The sources with a name at a root: those of its access file, then those in the user's settings, the jobs of pipelines, and the pools that
 * the analyses declare.
 */
export async function namedSources(
  context: Context,
  root: string,
  analyses: readonly Analysis[],
): Promise<AccessFile["sources"]> {
  return withJobs(context, await savedSources(context, root), analyses);
}

/** The callers that access files and settings name, and others. Each is what its name means at the root where it is compared. */
export async function callersNamed(
  context: Context,
  analyses: readonly Analysis[],
  from: readonly string[],
): Promise<readonly NamedCaller[]> {
  const { sourcesAt, options } = await workspaceOf(context, analyses);
  const names: string[] = [];
  const byRoot = new Map<string, AccessFile["sources"]>();
  for (const analysis of analyses) {
    if (byRoot.has(analysis.root)) continue;
    byRoot.set(analysis.root, sourcesAt(analysis));
    names.push(...(await savedSources(context, analysis.root)).keys());
  }
  const { sources: own } = await context.settings.ofWindow();
  return namedCallers([...names, ...from], (root) => byRoot.get(root) ?? own, options);
}

/** What is asked about callers with: also the pools that roots declare, and the jobs of pipelines as they are now or otherwise read. */
export async function workspaceOf(
  context: Context,
  analyses: readonly Analysis[],
  otherwise: OutsideReading | null = null,
): Promise<WorkspaceWithJobs> {
  const reading = otherwise ?? (await context.outside.now(context));
  const print = printIn(context);
  const byRoot = new Map<string, AccessFile["sources"]>();
  for (const root of new Set(analyses.map((each) => each.root))) {
    const here = analyses.filter((each) => each.root === root);
    const saved = await savedSources(context, root);
    byRoot.set(root, sourcesBeside(saved, here, { reading, analyses, print }));
  }
  const sourcesAt = ({ root }: Analysis): AccessFile["sources"] =>
    byRoot.get(root) ?? new Map<string, never>();
  return { analyses, sourcesAt, options: { tags: context.serviceTags.tags }, reading, print };
}

async function savedSources(context: Context, root: string): Promise<AccessFile["sources"]> {
  const { sources: own } = await context.settings.ofWindow();
  const file = await context.accessFiles.of(root);
  return new Map([...own, ...(file?.sources ?? [])]);
}

/**
 * Sources with the pools that roots declare and the jobs of pipelines that call vaults. If there may be a document that is `active`, only
 * the jobs that call vaults of the roots, and those of that document.
 */
export async function withJobs(
  context: Context,
  sources: AccessFile["sources"],
  analyses: readonly Analysis[],
  active?: string | null,
): Promise<AccessFile["sources"]> {
  const reading = await context.outside.now(context);
  const print = printIn(context);
  const all = sourcesBeside(sources, analyses, { reading, analyses, print });
  if (active === undefined) return all;
  const workspace = {
    analyses,
    sourcesAt: () => all,
    options: { tags: context.serviceTags.tags },
    reading,
    print,
  };
  const callers = [...callersByVault(workspace).values()].flatMap((each) => [...each.values()].flat());
  const calling = new Set(callers.map(({ from }) => from));
  return new Map(
    [...all].filter(
      ([
        name,
        {
          name: { span },
        },
      ]) => !asksForJob(name) || calling.has(name) || span.document === active,
    ),
  );
}

/** A path relative to the folder of the workspace that it is in. */
function printIn(context: Context): (id: string) => string {
  const folders = context.folders().map((folder) => `${normalizeUri(folder).replace(/\/$/, "")}/`);
  return (id) => pathFrom(folders.find((each) => id.startsWith(each)) ?? folderOf(id), id);
}

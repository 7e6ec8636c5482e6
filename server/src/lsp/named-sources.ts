import {
  type AccessFile,
  type Analysis,
  asksForJob,
  folderOf,
  jobsCallingVaults,
  type NamedCaller,
  namedCallers,
  pathFrom,
  sourceOfJob,
  sourcesBeside,
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

/**
 * The callers that access files and settings name, and others: the jobs of pipelines, or what is asked for. Each is what its name means at the root where
 * it is compared.
 */
export async function callersNamed(
  context: Context,
  analyses: readonly Analysis[],
  { jobs, from }: { readonly jobs: boolean; readonly from: readonly string[] },
): Promise<readonly NamedCaller[]> {
  const { sources: own } = await context.settings.ofWindow();
  const byRoot = new Map<string, AccessFile["sources"]>();
  const names = new Set<string>();
  for (const root of new Set(analyses.map((each) => each.root))) {
    const saved = await savedSources(context, root);
    const here = analyses.filter((each) => each.root === root);
    const all = await withJobs(context, saved, here);
    byRoot.set(root, all);
    for (const name of all.keys()) if (saved.has(name) || (jobs && asksForJob(name))) names.add(name);
  }
  const sourcesAt = (root: string): AccessFile["sources"] => byRoot.get(root) ?? own;
  return namedCallers([...names, ...from], sourcesAt, { tags: context.serviceTags.tags });
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
  const calling = active === undefined ? null : new Set(jobsCallingVaults(reading, analyses));
  const among = calling
    ? reading.jobs.filter((job) => calling.has(job) || job.document === active)
    : reading.jobs;
  return sourcesBeside(sources, analyses, { reading, analyses, print: printIn(context), among });
}

/** The jobs of pipelines that call vaults of roots, as sources; also those of whose network nothing is known. */
export async function jobsNamed(context: Context, analyses: readonly Analysis[]): Promise<readonly string[]> {
  const reading = await context.outside.now(context);
  return jobsCallingVaults(reading, analyses).map((job) => sourceOfJob(job, printIn(context)));
}

/** A path relative to the folder of the workspace that it is in. */
function printIn(context: Context): (id: string) => string {
  const folders = context.folders().map((folder) => `${normalizeUri(folder).replace(/\/$/, "")}/`);
  return (id) => pathFrom(folders.find((each) => id.startsWith(each)) ?? folderOf(id), id);
}

import type { AccessFile, Analysis } from "../core/index.ts";
import {
  changesBeside,
  folderOf,
  jobsCallingVaults,
  once,
  pathFrom,
  pipelineSources,
  poolSources,
} from "../core/index.ts";
import { normalizeUri } from "./files.ts";
import type { Context } from "./context.ts";

/** The sources with a name at a root: those of its access file, then those in the user's settings. */
export async function namedSources(
  context: Context,
  root: string,
  analysis?: Analysis,
): Promise<AccessFile["sources"]> {
  const { sources: own } = await context.settings.ofWindow();
  const file = await context.accessFiles.of(root);
  const pools = poolSources(analysis ? [analysis] : []);
  const named = new Map([...pools, ...own, ...(file?.sources ?? [])]);
  return new Map([...(await pipelinesAsSources(context, named, analysis ? [analysis] : [])), ...named]);
}

/**
 * The jobs of pipelines that call vaults; pools among the sources say where machines of these are. If there may be a document that is `active`, only
 * those that call vaults of the roots, and those of that document.
 */
export async function pipelinesAsSources(
  context: Context,
  sources: AccessFile["sources"],
  analyses: readonly Analysis[],
  active?: string | null,
): Promise<AccessFile["sources"]> {
  const reading = await context.outside.now(context);
  const calling = active === undefined ? null : new Set(jobsCallingVaults(reading, analyses));
  const jobs = calling
    ? reading.jobs.filter((job) => calling.has(job) || job.document === active)
    : reading.jobs;
  const folders = context.folders().map((folder) => `${normalizeUri(folder).replace(/\/$/, "")}/`);
  const print = (id: string): string => {
    const folder = folders.find((each) => id.startsWith(each)) ?? folderOf(id);
    return pathFrom(folder, id);
  };
  const known = new Map([...poolSources(analyses), ...sources]);
  const changes = once(() => changesBeside(reading.jobs, analyses));
  return pipelineSources(jobs, changes, print, known);
}

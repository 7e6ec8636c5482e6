import type { AccessFile, Analysis } from "../core/index.ts";
import { folderOf, jobsCallingVaults, pathFrom, pipelineSources, poolSources } from "../core/index.ts";
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
  return new Map([...(await pipelinesAsSources(context, named)), ...named]);
}

/** Which jobs are listed without being asked for: those that call vaults of roots, and those of the document that is active. */
interface Listed {
  readonly analyses: readonly Analysis[];
  readonly active: string | null;
}

/** The jobs of pipelines that call vaults; pools among the sources say where machines of these are. */
export async function pipelinesAsSources(
  context: Context,
  sources: AccessFile["sources"],
  listed?: Listed,
): Promise<AccessFile["sources"]> {
  const reading = await context.outside.now(context);
  const calling = listed && new Set(jobsCallingVaults(reading, listed.analyses));
  const jobs = calling
    ? reading.jobs.filter((job) => calling.has(job) || job.document === listed.active)
    : reading.jobs;
  const folders = context.folders().map((folder) => `${normalizeUri(folder).replace(/\/$/, "")}/`);
  const print = (id: string): string => {
    const folder = folders.find((each) => id.startsWith(each)) ?? folderOf(id);
    return pathFrom(folder, id);
  };
  const known = new Map([...poolSources(listed?.analyses ?? []), ...sources]);
  return pipelineSources({ jobs }, print, known);
}

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

/**
 * The jobs of pipelines that call vaults; pools among the sources say where machines of these are. Of those that are listed without being
 * asked for, the vaults of some roots are called.
 */
export async function pipelinesAsSources(
  context: Context,
  sources: AccessFile["sources"],
  among?: readonly Analysis[],
): Promise<AccessFile["sources"]> {
  const reading = await context.outside.now(context);
  const jobs = among ? jobsCallingVaults(reading, among) : reading.jobs;
  const folders = context.folders().map((folder) => `${normalizeUri(folder).replace(/\/$/, "")}/`);
  const print = (id: string): string => {
    const folder = folders.find((each) => id.startsWith(each)) ?? folderOf(id);
    return pathFrom(folder, id);
  };
  const known = new Map([...poolSources(among ?? []), ...sources]);
  return pipelineSources({ jobs }, print, known);
}

import type { CancellationToken } from "vscode-languageserver";
import {
  type AccessFile,
  type Analysis,
  folderOf,
  needsOtherRoots,
  openWorkspace,
  type OpenWorkspace,
  type OutsideReading,
  pathFrom,
} from "../core/index.ts";
import { normalizeUri } from "./files.ts";
import type { Context } from "./context.ts";
import { analysesOfRoots } from "./roots.ts";

/**
 * What callers are asked about with: the sources of access files and of the user's settings, the pools that roots declare, and the jobs of
 * pipelines as they are now or otherwise read.
 */
export async function workspaceOf(
  context: Context,
  analyses: readonly Analysis[],
  otherwise: OutsideReading | null = null,
  print = printIn(context),
): Promise<OpenWorkspace> {
  const reading = otherwise ?? (await context.outside.now(context));
  const { sources: own } = await context.settings.ofWindow();
  const saved = new Map<string, AccessFile["sources"]>();
  for (const root of new Set(analyses.map((each) => each.root))) {
    const file = await context.accessFiles.of(root);
    saved.set(root, new Map([...own, ...(file?.sources ?? [])]));
  }
  const savedAt = (root: string): AccessFile["sources"] => saved.get(root) ?? own;
  const { tags } = context.serviceTags;
  const facts = { analyses, savedAt, print, options: { tags } };
  return openWorkspace({ ...facts, reading: () => reading });
}

/** The same with all roots of the workspace as on the command line, if what some sources mean, or may change, can be in any of them. */
export async function workspaceAround(
  context: Context,
  asked: readonly Analysis[],
  from: readonly string[],
  token: CancellationToken,
): Promise<OpenWorkspace> {
  if (!from.some(needsOtherRoots)) return workspaceOf(context, asked);
  const { roots } = await context.plans.ofWorkspace();
  const all = await analysesOfRoots(context, roots, token, "judged");
  const own = new Set(asked.map(keyOf));
  return workspaceOf(context, [...asked, ...all.filter((each) => !own.has(keyOf(each)))]);
}

function keyOf({ root, environment }: Analysis): string {
  return JSON.stringify([root, environment]);
}

/** A path relative to the folder of the workspace that it is in. */
function printIn(context: Context): (id: string) => string {
  const folders = context.folders().map((folder) => `${normalizeUri(folder).replace(/\/$/, "")}/`);
  return (id) => pathFrom(folders.find((each) => id.startsWith(each)) ?? folderOf(id), id);
}

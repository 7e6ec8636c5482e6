import type { AccessFile } from "../core/index.ts";
import type { Context } from "./context.ts";

/** The sources with a name at a root: those of its access file, then those in the user's settings. */
export async function namedSources(context: Context, root: string): Promise<AccessFile["sources"]> {
  const { sources: own } = await context.settings.ofWindow();
  const file = await context.accessFiles.of(root);
  return file ? new Map([...own, ...file.sources]) : own;
}

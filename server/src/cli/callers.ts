import { builtInTags, openWorkspace, type OpenWorkspace } from "../core/index.ts";
import type { Ground } from "./command-input.ts";
import { environmentVariable } from "./environment-variable.ts";
import { printPath } from "./disk.ts";

/** What the command line reads sources with. */
export const sourceOptions = { tags: builtInTags, variable: environmentVariable } as const;

/** The workspace with everything that may call a vault; jobs are named as the command line prints paths. */
export function workspaceOf(
  { analyses, files, outside }: Pick<Ground, "analyses" | "files" | "outside">,
  {
    print = printPath,
    asked,
  }: { readonly print?: typeof printPath; readonly asked?: readonly string[] } = {},
): OpenWorkspace {
  const savedAt = (root: string): ReturnType<OpenWorkspace["savedAt"]> =>
    files.of(root)?.sources ?? new Map();
  const reading = (): OpenWorkspace["reading"] => outside().reading;
  return openWorkspace({ analyses, savedAt, reading, print, options: sourceOptions }, asked);
}

import type { Counted } from "../protocol.ts";
import { excludedBy } from "./excluded.ts";
import { normalizeUri } from "./files.ts";
import type { FileSource } from "./host.ts";
import type { SettingsStore } from "./settings-store.ts";

/** Files beyond this number are not even counted. */
const mostCounted = 100_000;

/** The files that were found, and how many more there are. */
export interface FoundFiles {
  readonly ids: readonly string[];
  readonly leftOut: Counted;
}

/** The files of the workspace with such names that no setting excludes; the first `most` of them. */
export async function findFiles(
  { settings, folders }: { readonly settings: SettingsStore; readonly folders: () => readonly string[] },
  files: FileSource,
  include: string,
  most: number,
): Promise<FoundFiles> {
  const { exclude } = (await settings.ofWindow()).validate;
  const found = await files.findFiles({ folders: folders(), include, exclude, limit: mostCounted });
  const isExcluded = excludedBy(folders(), exclude);
  const candidates = found.map(normalizeUri).filter((id) => !isExcluded(id));
  return {
    ids: candidates.slice(0, most),
    leftOut: {
      count: Math.max(candidates.length - most, 0),
      isAtLeast: found.length >= mostCounted,
    },
  };
}

import { fileExcluder } from "../core/index.ts";
import type { Counted } from "../protocol/vaults.ts";
import { folderId, normalizeUri, type FileSource } from "./files.ts";
import type { SettingsStore } from "./settings-store.ts";

/** Files beyond this number are not even counted. */
const mostCounted = 100_000;

/** The files that were found, and how many more there are. */
export interface FoundFiles {
  readonly ids: readonly string[];
  readonly leftOut: Counted;
}

/** Where files are searched for. */
interface Searched {
  readonly settings: SettingsStore;
  readonly folders: () => readonly string[];
}

/** Whether a search looks at a file: it is in the workspace, and no setting excludes it. */
export async function searchedBy({ settings, folders }: Searched): Promise<(id: string) => boolean> {
  const { exclude } = (await settings.ofWindow()).validate;
  const within = folders().map(folderId);
  const isExcluded = excludedBy(folders(), exclude);
  return (id) => within.some((folder) => id.startsWith(folder)) && !isExcluded(id);
}

/** The files of the workspace with such names that no setting excludes; the first `most` of them. */
export async function findFiles(
  { settings, folders }: Searched,
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

/** Whether files are excluded from reading by the settings, as the command line excludes them; patterns are relative to the workspace folder. */
export function excludedBy(folders: readonly string[], patterns: readonly string[]): (id: string) => boolean {
  if (patterns.length === 0) return () => false;
  const isExcluded = fileExcluder(patterns);
  const within = folders.map(folderId);
  return (id) => {
    const folder = within.find((each) => id.startsWith(each));
    return isExcluded(decodeURIComponent(folder ? id.slice(folder.length) : id.replace(/^[^:]*:\/*/, "")));
  };
}

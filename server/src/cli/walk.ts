import { compareText, entryExcluder } from "../core/index.ts";
import type { FileSystem } from "./file-system.ts";

/** Folders that hold what others wrote. */
export const neverRead: ReadonlySet<string> = new Set(["node_modules", ".terraform", ".git"]);

export interface Walk {
  /** Ids of the files found, sorted. */
  readonly files: readonly string[];
  /** Folders that could not be listed. */
  readonly unreadable: readonly string[];
}

/** Every file of a folder and its subfolders with one of these endings. Symbolic links are not followed. */
export function walkFolder(
  folder: string,
  endings: readonly string[],
  exclude: readonly string[],
  { list }: Pick<FileSystem, "list">,
): Walk {
  const isExcluded = entryExcluder(exclude);
  const files: string[] = [];
  const unreadable: string[] = [];
  const waiting = [folder];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const entries = list(at);
    if (!entries) {
      unreadable.push(at);
      continue;
    }
    for (const { name, kind } of entries) {
      const id = at.endsWith("/") ? `${at}${name}` : `${at}/${name}`;
      const below = id.slice(folder.length).replace(/^\//, "");
      if (isExcluded(kind === "folder" ? `${below}/` : below)) continue;
      if (kind === "folder" && !neverRead.has(name)) waiting.push(id);
      else if (kind === "file" && endings.some((ending) => name.toLowerCase().endsWith(ending)))
        files.push(id);
    }
  }
  return { files: files.sort(compareText), unreadable };
}

import { relative, sep } from "node:path";
import { compareText, entryExcluder } from "../core/index.ts";
import type { FileSystem } from "./file-system.ts";

/** Folders that hold what others wrote. */
export const neverRead: ReadonlySet<string> = new Set(["node_modules", ".terraform", ".git"]);

export interface Walk {
  /** Ids of the files found, sorted. */
  readonly files: readonly string[];
  /** Those of them that are links, wherever these lead, and even if nothing is there. */
  readonly links: ReadonlySet<string>;
  /** Folders that could not be listed. */
  readonly unreadable: readonly string[];
  /** Links to folders that are outside, which are not followed. */
  readonly away: readonly string[];
  /** Folders of packages and of downloaded modules, in which nothing is searched for. */
  readonly unsearched: readonly string[];
}

/**
 * Every file of a folder and its subfolders with one of these endings. Links to files are among them, as a template or its values may be
 * shared this way, and so are the files of folders that links lead to, unless these are walked by another path or `isOutside`. Hidden links
 * that lead nowhere are those that editors lock files with
 * (https://www.gnu.org/software/emacs/manual/html_node/emacs/Interlocking.html). What to exclude is
 * named from the folder, from the current one, as reports print it, or by its whole path.
 */
export function walkFolder(
  folder: string,
  endings: readonly string[],
  exclude: readonly string[],
  { list, kindOf, realPath }: Pick<FileSystem, "list" | "kindOf" | "realPath">,
  isOutside: (id: string) => boolean,
): Walk {
  const isExcluded = excluderIn(folder, exclude);
  const files: string[] = [];
  const links = new Set<string>();
  const unreadable: string[] = [];
  const linkedFolders: string[] = [];
  const unsearched: string[] = [];
  const walked: string[] = [];
  const walk = (top: string, isNew: (id: string) => boolean): void => {
    const waiting = [top];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      if (!isNew(at)) continue;
      walked.push(at);
      const entries = list(at);
      if (!entries) unreadable.push(at);
      for (const { name, kind } of entries ?? []) {
        const id = at.endsWith("/") ? `${at}${name}` : `${at}/${name}`;
        const isLink = kind === "link" && (!name.startsWith(".") || kindOf(id) !== null);
        const isFolder = kind === "folder" || (isLink && kindOf(id) === "folder");
        if (isExcluded(isFolder ? `${id}/` : id)) continue;
        if (isFolder) {
          const apart = name === ".git" ? null : unsearched;
          (neverRead.has(name) ? apart : isLink ? linkedFolders : waiting)?.push(id);
          continue;
        }
        if (!endings.some((ending) => name.toLowerCase().endsWith(ending))) continue;
        if (isLink) links.add(id);
        if (isLink || kind === "file") files.push(id);
      }
    }
  };
  walk(folder, () => true);
  const real = new Set(linkedFolders.length === 0 ? [] : walked.map(realPath));
  const isNew = (id: string): boolean => real.size < real.add(realPath(id)).size;
  const away: string[] = [];
  linkedFolders.sort(compareText);
  for (let at = linkedFolders.shift(); at !== undefined; at = linkedFolders.shift()) {
    if (!isOutside(at)) walk(at, isNew);
    // A link to a folder around this one leads back.
    else if (!`${realPath(folder)}/`.startsWith(`${realPath(at)}/`)) away.push(at);
  }
  return { files: files.sort(compareText), links, unreadable, away, unsearched };
}

function excluderIn(folder: string, exclude: readonly string[]): (id: string) => boolean {
  const isExcluded = entryExcluder(exclude);
  if (exclude.length === 0) return () => false;
  const here = process.cwd();
  return (id) => {
    const slash = id.endsWith("/") ? "/" : "";
    const printed = relative(here, id).split(sep).join("/") + slash;
    return [id.slice(folder.length).replace(/^\//, ""), printed, id].some(isExcluded);
  };
}

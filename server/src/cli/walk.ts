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
}

/**
 * Every file of a folder and its subfolders with one of these endings. Links to files are among them, as a template or its values may be
 * shared this way; links to folders are not followed, as they may lead in a circle. Hidden links are those that editors lock files with
 * (https://www.gnu.org/software/emacs/manual/html_node/emacs/Interlocking.html). What to exclude is named from the folder, or as
 * reports print it.
 */
export function walkFolder(
  folder: string,
  endings: readonly string[],
  exclude: readonly string[],
  { list, kindOf }: Pick<FileSystem, "list" | "kindOf">,
): Walk {
  const isExcluded = entryExcluder(exclude);
  const printed = relative(process.cwd(), folder).split(sep).join("/");
  const files: string[] = [];
  const links = new Set<string>();
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
      const entry = kind === "folder" ? `${below}/` : below;
      if (isExcluded(entry) || (printed !== "" && isExcluded(`${printed}/${entry}`))) continue;
      if (kind === "folder") {
        if (!neverRead.has(name)) waiting.push(id);
        continue;
      }
      if (!endings.some((ending) => name.toLowerCase().endsWith(ending))) continue;
      const isLink = kind === "link" && !name.startsWith(".") && kindOf(id) !== "folder";
      if (isLink) links.add(id);
      if (isLink || kind === "file") files.push(id);
    }
  }
  return { files: files.sort(compareText), links, unreadable };
}

import { grouped, limits } from "../core/index.ts";
import type { FileSystem } from "./file-system.ts";
import { neverRead } from "./walk.ts";

/** Finds folders by their names in some folders and all below; these are walked when the first name is asked for. Ids end in a slash. */
export function foldersByName(
  tops: readonly string[],
  files: Pick<FileSystem, "list">,
): (name: string) => readonly string[] {
  let found: ReadonlyMap<string, readonly string[]> | null = null;
  return (name) => {
    found ??= findAll(tops, files);
    return found.get(name.toLowerCase()) ?? [];
  };
}

function findAll(
  tops: readonly string[],
  { list }: Pick<FileSystem, "list">,
): ReadonlyMap<string, readonly string[]> {
  const waiting = [...new Set(tops)];
  // Grows while it is walked, folder by folder from the top.
  for (const folder of waiting) {
    if (waiting.length > limits.searched.folders) continue;
    const below =
      list(folder)?.filter((entry) => entry.kind === "folder" && !neverRead.has(entry.name)) ?? [];
    waiting.push(...below.map((entry) => `${folder}/${entry.name}`));
  }
  const found = grouped(new Set(waiting), (folder) => [
    folder.slice(folder.lastIndexOf("/") + 1).toLowerCase(),
  ]);
  return new Map([...found].map(([name, folders]) => [name, folders.map((each) => `${each}/`).sort()]));
}

import { foldersNamed, limits } from "../core/index.ts";
import type { FileSource } from "./files.ts";

const neverRead: readonly string[] = ["**/node_modules/**", "**/.terraform/**", "**/.git/**"];

/**
 * The folders with that name in the workspace that contain Terraform files, directly or further down. IDs end in a
 * slash.
 */
export async function searchFolders(
  name: string,
  folders: readonly string[],
  { findFiles }: Pick<FileSource, "findFiles">,
): Promise<readonly string[]> {
  // Any other name could have a meaning in a pattern.
  if (!/^[\w.-]+$/.test(name)) return [];
  const search = { folders, include: `**/${name}/**/*.tf`, exclude: neverRead, limit: limits.searched.files };
  const found = (await findFiles(search)).map((uri) => {
    const end = uri.lastIndexOf(`/${name}/`);
    return end < 0 ? null : uri.slice(0, end + name.length + 2);
  });
  return [...new Set(found.filter((each) => each !== null))].sort();
}

/** The searches whose result a file can change, by the names of its parent folders. */
export function searchesFor(id: string): readonly string[] {
  return id
    .split("/")
    .slice(1, -1)
    .filter((segment) => segment !== "")
    .map(foldersNamed);
}

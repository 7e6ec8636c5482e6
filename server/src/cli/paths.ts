import type { Stats } from "node:fs";
import { statSync } from "node:fs";

export function isFolder(id: string): boolean {
  return statOf(id)?.isDirectory() ?? false;
}

export function isFile(id: string): boolean {
  return statOf(id)?.isFile() ?? false;
}

/** Null of what is not there or cannot be reached; why not, reading it tells. */
function statOf(id: string): Stats | null {
  try {
    return statSync(id);
  } catch {
    return null;
  }
}

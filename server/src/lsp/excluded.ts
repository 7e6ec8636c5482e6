import picomatch from "picomatch";
import { normalizeUri } from "./files.ts";

/** Whether a file lies where the settings say that nothing is read; patterns are relative to the workspace folder. */
export function isExcluded(id: string, folders: readonly string[], patterns: readonly string[]): boolean {
  if (patterns.length === 0) return false;
  const folder = folders.map(normalizeUri).find((each) => id.startsWith(`${each}/`));
  const path = decodeURIComponent(folder ? id.slice(folder.length + 1) : id.replace(/^[^:]*:\/*/, ""));
  return picomatch.isMatch(path, [...patterns], { dot: true });
}

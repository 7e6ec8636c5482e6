import { globMatcher } from "../core/index.ts";
import { normalizeUri } from "./files.ts";

/** Whether files are excluded from reading by the settings; patterns are relative to the workspace folder. */
export function excludedBy(folders: readonly string[], patterns: readonly string[]): (id: string) => boolean {
  if (patterns.length === 0) return () => false;
  const matches = globMatcher(patterns);
  const within = folders.map((folder) => `${normalizeUri(folder)}/`);
  return (id) => {
    const folder = within.find((each) => id.startsWith(each));
    return matches(decodeURIComponent(folder ? id.slice(folder.length) : id.replace(/^[^:]*:\/*/, "")));
  };
}

import { fileExcluder } from "../core/index.ts";
import { folderId } from "./files.ts";

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

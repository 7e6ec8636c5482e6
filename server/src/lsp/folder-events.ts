import { FileChangeType, type FileEvent, type FileSystemWatcher, WatchKind } from "vscode-languageserver";
import { globMatcher, inAnyCase, limits } from "../core/index.ts";
import { normalizeUri, type FileSource } from "./files.ts";
import { watchedPattern } from "./scan.ts";

/**
 * Editors report that a folder was deleted, created or moved, but not the files in it, and a pattern for names of files does not match
 * it: https://code.visualstudio.com/api/references/vscode-api#workspace.createFileSystemWatcher
 */
export const watchers: readonly FileSystemWatcher[] = [
  { globPattern: inAnyCase(watchedPattern), kind: WatchKind.Change },
  { globPattern: "**/*", kind: WatchKind.Create | WatchKind.Delete },
];

const isWatchedName = globMatcher([watchedPattern]);

/** Folders with countless files, none of which is a template of the workspace. */
const neverListed = /\/(?:node_modules|\.git)\/$/;

/** Changes of files, with those that are known of each folder in its place. */
export function withFilesIn(changes: readonly FileEvent[], known: readonly string[]): readonly FileEvent[] {
  const reported = new Map(changes.map(({ uri, type }) => [normalizeUri(uri), type]));
  const changed = new Map(
    [...reported].filter(
      ([id, type]) => type === FileChangeType.Changed || (type === FileChangeType.Created && isWatched(id)),
    ),
  );
  for (const id of known)
    for (let end = id.length; end > 0; end = id.lastIndexOf("/", end - 1)) {
      const type = reported.get(id.slice(0, end));
      if (type === FileChangeType.Created || type === FileChangeType.Deleted) changed.set(id, type);
    }
  return [...changed].map(([uri, type]) => ({ uri, type }));
}

/** The creation of each file in folders that were created. */
export async function creationsIn(
  changes: readonly FileEvent[],
  { listFolder }: Pick<FileSource, "listFolder">,
): Promise<readonly FileEvent[]> {
  const waiting = changes
    .filter(({ uri, type }) => type === FileChangeType.Created && !isWatched(uri))
    .map(({ uri }) => `${normalizeUri(uri)}/`);
  const found: FileEvent[] = [];
  // Links can lead in circles.
  for (let listed = 0; listed < limits.scannedFiles; listed++) {
    const folder = waiting.pop();
    if (folder === undefined) break;
    for (const each of (await listFolder(folder)) ?? [])
      if (!each.endsWith("/")) {
        if (isWatched(each)) found.push({ uri: each, type: FileChangeType.Created });
      } else if (!neverListed.test(each)) waiting.push(each);
  }
  return found;
}

function isWatched(uri: string): boolean {
  return isWatchedName(uri.slice(uri.lastIndexOf("/") + 1).toLowerCase());
}

import type { FileEvent, FileSystemWatcher } from "vscode-languageserver";
import { FileChangeType, WatchKind } from "vscode-languageserver";
import { normalizeUri } from "./files.ts";

/**
 * Editors report that a folder was deleted, but not the files that were in it, and a pattern for names of files does not match it:
 * https://code.visualstudio.com/api/references/vscode-api#workspace.createFileSystemWatcher
 */
export const deletions: FileSystemWatcher = { globPattern: "**/*", kind: WatchKind.Delete };

/** Changes of files, with those that are known of each deleted folder in its place. */
export function withFilesIn(changes: readonly FileEvent[], known: readonly string[]): readonly FileEvent[] {
  return changes.flatMap((change) => {
    if (change.type !== FileChangeType.Deleted) return [change];
    const deleted = normalizeUri(change.uri);
    const gone = known.filter((id) => id === deleted || id.startsWith(`${deleted}/`));
    return gone.map((uri) => ({ uri, type: FileChangeType.Deleted }));
  });
}

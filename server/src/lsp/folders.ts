import type { Connection } from "vscode-languageserver";
import type { Client } from "./client.ts";

/** Keeps the workspace folders up to date; called once both sides are initialized. */
export function trackFolders(
  connection: Connection,
  client: Client,
  onChange: (folders: readonly string[]) => void,
): void {
  if (!client.changesFolders) return;
  let folders = client.folders;
  connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
    const gone = new Set(removed.map(({ uri }) => uri));
    folders = [...folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
    onChange(folders);
  });
}

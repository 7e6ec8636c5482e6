import { workspace } from "vscode";
import { templateSchemes } from "./documents.ts";

/** The schemes of documents that are analyzed in this window. */
export function workspaceSchemes(): readonly string[] {
  return templateSchemes((workspace.workspaceFolders ?? []).map((folder) => folder.uri.scheme));
}

import type { Text } from "@codemirror/state";
import type { CodeAction, Diagnostic, TextEdit, WorkspaceEdit } from "vscode-languageserver";
import type { LocationRange } from "../../../server/src/protocol/names.ts";
import type { Rpc } from "../server/rpc.ts";
import type { OpenFile } from "./documents.ts";
import { spanOf } from "./positions.ts";

/** What can be done at a place, best first. */
export async function codeActionsAt(
  server: Rpc,
  { uri }: OpenFile,
  range: LocationRange,
  diagnostics: readonly Diagnostic[],
): Promise<readonly CodeAction[]> {
  const params = { textDocument: { uri }, range, context: { diagnostics } };
  return (await server.request<readonly CodeAction[] | null>("textDocument/codeAction", params)) ?? [];
}

/** The edit of an action, which the server computes when it is chosen; none if the text has changed meanwhile. */
export async function editOf(server: Rpc, action: CodeAction): Promise<readonly FileEdit[]> {
  const resolved = action.edit ? action : await server.request<CodeAction>("codeAction/resolve", action);
  return resolved.edit ? fileEdits(resolved.edit) : [];
}

/** The edits of one file, each about the same text. */
export interface FileEdit {
  readonly uri: string;
  /** The version of that text; null if the edit does not say. */
  readonly version: number | null;
  readonly edits: readonly TextEdit[];
}

function fileEdits({ documentChanges, changes }: WorkspaceEdit): readonly FileEdit[] {
  if (documentChanges)
    return documentChanges.flatMap((each) =>
      "textDocument" in each
        ? [
            {
              uri: each.textDocument.uri,
              version: each.textDocument.version,
              edits: each.edits.filter((edit): edit is TextEdit => "newText" in edit),
            },
          ]
        : [],
    );
  return Object.entries(changes ?? {}).map(([uri, edits]) => ({ uri, version: null, edits }));
}

/** The same for the editor. */
export function changesOf(
  doc: Text,
  edits: readonly TextEdit[],
): readonly { readonly from: number; readonly to: number; readonly insert: string }[] {
  return edits.map(({ range, newText }) => ({ ...spanOf(doc, range), insert: newText }));
}

import type { SnippetTextEdit, TextEdit, WorkspaceEdit } from "vscode-languageserver";
import type { Change } from "../core/index.ts";
import type { Context } from "./context.ts";

/**
 * Changes to any number of documents as one edit, tied to the versions of open documents if the client supports that.
 */
export function workspaceEdit(context: Context, changes: readonly Change[]): WorkspaceEdit {
  const documents = [...new Set(changes.map(({ span }) => span.document))];
  const edits = documents.map((id) => {
    const own = changes.filter(({ span }) => span.document === id);
    return [id, own.flatMap((each) => textEdit(context, each) ?? [])] as const;
  });
  if (!context.client.takesVersionedEdits)
    return { changes: Object.fromEntries(edits.map(([id, each]) => [context.session.uriOf(id), each])) };
  return {
    documentChanges: edits.map(([id, each]) => ({ textDocument: identifier(context, id), edits: each })),
  };
}

/** A change whose text is a snippet with a tab stop; for clients that support snippets. */
export function snippetEdit(context: Context, change: Change): WorkspaceEdit {
  const edit = textEdit(context, change);
  if (!edit) return {};
  const snippet: SnippetTextEdit = {
    range: edit.range,
    snippet: { kind: "snippet", value: change.text },
  };
  return {
    documentChanges: [{ textDocument: identifier(context, change.span.document), edits: [snippet] }],
  };
}

function textEdit({ session, converter }: Context, { span, text }: Change): TextEdit | null {
  const document = session.document(span.document);
  return document ? { range: converter.toRange(document, span), newText: text } : null;
}

function identifier(
  { session }: Context,
  id: string,
): { readonly uri: string; readonly version: number | null } {
  return { uri: session.uriOf(id), version: session.opened(id)?.version ?? null };
}

import type { WorkspaceEdit } from "vscode-languageserver";
import { type Document, type ReportedFinding, suppressionChange } from "../../core/index.ts";
import type { Context } from "../context.ts";
import { snippetEdit, workspaceEdit } from "../edits.ts";

/** A quick fix that clients can ask for alone, of all rules or, followed by a code, of one. */
export const suppressKind = "quickfix.suppress";

/** A placeholder for the reason, for clients without tab stops; it has to be replaced. */
const placeholder = "reason";

/** Adds a suppression comment above a finding, with the cursor on its reason if the client supports that. */
export function suppressionEdit(
  context: Context,
  document: Document,
  finding: ReportedFinding,
): WorkspaceEdit {
  const change = suppressionChange(finding, document, placeholder);
  if (!context.client.takesSnippetEdits || !context.client.takesVersionedEdits)
    return workspaceEdit(context, [change]);
  const escaped = change.text.replace(/[\\$}]/g, (character) => `\\${character}`);
  const at = escaped.lastIndexOf(placeholder);
  const text = `${escaped.slice(0, at)}\${1:${placeholder}}${escaped.slice(at + placeholder.length)}`;
  return snippetEdit(context, { ...change, text });
}

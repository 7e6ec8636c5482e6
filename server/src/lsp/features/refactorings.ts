import type { CodeAction, CodeActionParams } from "vscode-languageserver";
import { CodeActionKind } from "vscode-languageserver";
import { refactoringsAt } from "../../core/index.ts";
import type { Context } from "../context.ts";
import type { Subject } from "../roots.ts";
import { withEdit } from "./code-action-resolve.ts";

/** What can be rewritten in a range although nothing is wrong there. */
export function refactorings(
  context: Context,
  { range }: CodeActionParams,
  { analysis, document }: Subject,
): readonly CodeAction[] {
  const start = context.converter.toOffset(document, range.start);
  const end = context.converter.toOffset(document, range.end);
  return refactoringsAt(analysis.worlds, { document: document.id, start, end })
    .map((fix) => withEdit(context, { title: fix.title, kind: CodeActionKind.RefactorRewrite }, fix))
    .filter((action) => action.edit !== undefined);
}

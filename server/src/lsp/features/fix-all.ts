import type { CodeAction } from "vscode-languageserver";
import { fixAll } from "../../core/index.ts";
import type { Context } from "../context.ts";
import { workspaceEdit } from "../edits.ts";
import { findingsOf } from "../findings.ts";
import { type Subject, askRoots } from "../roots.ts";

export const fixAllKind = "source.fixAll.keyvault-network";

/** All changes to a document that fix problems without affecting access; null if there are none. */
export async function fixAllAction(
  context: Context,
  { document, analyses }: Subject,
): Promise<CodeAction | null> {
  const { session } = context;
  const findings = await findingsOf(context, analyses);
  const changes = askRoots(context, findings, (some) =>
    fixAll(some, document.id, { get: (id) => session.document(id) }),
  );
  if (changes.length === 0) return null;
  const edit = workspaceEdit(context, changes);
  return { title: context.client.words.action({ kind: "fix-all" }), kind: fixAllKind, edit };
}

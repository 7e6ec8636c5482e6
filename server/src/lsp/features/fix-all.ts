import type { CodeAction } from "vscode-languageserver";
import type { Analysis } from "../../core/index.ts";
import { fixAll } from "../../core/index.ts";
import type { Context } from "../context.ts";
import { workspaceEdit } from "../edits.ts";
import { findingsOf } from "../findings.ts";
import type { Settings } from "../settings.ts";

export const fixAllKind = "source.fixAll.keyvault-network";

/** Everything in a document that can be mended without changing who gets in; null when there is nothing. */
export function fixAllAction(context: Context, analysis: Analysis, settings: Settings): CodeAction | null {
  const { session } = context;
  const findings = findingsOf(context, analysis, settings);
  const changes = fixAll(findings, analysis.root, { get: (id) => session.document(id) });
  if (changes.length === 0) return null;
  const edit = workspaceEdit(context, changes);
  return { title: "Fix all that changes nobody's access", kind: fixAllKind, edit };
}

import type { CancellationToken, CodeAction } from "vscode-languageserver";
import { changesFor, type Fix, fixKey, fixAll } from "../../core/index.ts";
import type { Context } from "../context.ts";
import { workspaceEdit } from "../edits.ts";
import { findingKey, findingsOf } from "../findings.ts";
import { stopIfCancelled } from "../guard.ts";
import { subjectOf, type Subject, askRoots } from "../roots.ts";

/** How an action identifies its fix until it is resolved. */
export interface FixReference {
  /** The document that it was offered for. */
  readonly document: string;
  readonly finding: string;
  readonly fix: string;
  /** The version of that document. */
  readonly version: number | null;
}

/** Creates the edit of an action; none if the document has changed since the action was offered. */
export async function resolveCodeAction(
  context: Context,
  action: CodeAction,
  token: CancellationToken,
): Promise<CodeAction> {
  const reference = readReference(action.data);
  if (!reference || context.session.opened(reference.document)?.version !== (reference.version ?? undefined))
    return action;
  const subject = await subjectOf(context, reference.document, token, "judged");
  if (!subject) return action;
  const findings = await findingsOf(context, subject.analyses);
  stopIfCancelled(token);
  const fix = findings
    .find((finding) => findingKey(finding) === reference.finding)
    ?.fixes()
    .find((each) => fixKey(each) === reference.fix);
  return fix ? withEdit(context, action, fix) : action;
}

/** The action with the edit of its fix; without one if no change is certain to be right. */
export function withEdit(context: Context, action: CodeAction, fix: Fix): CodeAction {
  const changes = changesFor(fix, { get: (id) => context.session.document(id) });
  return changes ? { ...action, edit: workspaceEdit(context, changes) } : action;
}

function readReference(data: unknown): FixReference | null {
  if (typeof data !== "object" || data === null) return null;
  const { document, finding, fix, version }: Partial<Record<string, unknown>> = { ...data };
  if (typeof document !== "string" || typeof finding !== "string" || typeof fix !== "string") return null;
  return { document, finding, fix, version: typeof version === "number" ? version : null };
}

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

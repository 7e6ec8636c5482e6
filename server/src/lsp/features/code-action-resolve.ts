import type { CancellationToken, CodeAction } from "vscode-languageserver";
import type { Fix } from "../../core/index.ts";
import { changesFor } from "../../core/index.ts";
import type { Context } from "../context.ts";
import { workspaceEdit } from "../edits.ts";
import { findingKey, findingsOf } from "../findings.ts";
import { stopIfCancelled } from "../guard.ts";

/** How an action names its fix until somebody takes it. */
export interface FixReference {
  readonly root: string;
  readonly finding: string;
  readonly title: string;
  /** The version of the document it was offered for. */
  readonly version: number | null;
}

/** Works out the edit of an action; none when the document has changed since the action was offered. */
export async function resolveCodeAction(
  context: Context,
  action: CodeAction,
  token: CancellationToken,
): Promise<CodeAction> {
  const reference = readReference(action.data);
  if (!reference || context.session.opened(reference.root)?.version !== (reference.version ?? undefined))
    return action;
  const analysis = await context.session.analysis(reference.root, token);
  if (!analysis) return action;
  const settings = await context.settings.of(context.session.uriOf(reference.root));
  stopIfCancelled(token);
  const fix = findingsOf(context, analysis, settings)
    .find((finding) => findingKey(finding) === reference.finding)
    ?.fixes.find(({ title }) => title === reference.title);
  return fix ? withEdit(context, action, fix) : action;
}

/** The action with the edit of its fix; without one where no change would surely be right. */
export function withEdit(context: Context, action: CodeAction, fix: Fix): CodeAction {
  const changes = changesFor(fix, { get: (id) => context.session.document(id) });
  return changes ? { ...action, edit: workspaceEdit(context, changes) } : action;
}

function readReference(data: unknown): FixReference | null {
  if (typeof data !== "object" || data === null) return null;
  const { root, finding, title, version }: Partial<Record<string, unknown>> = { ...data };
  if (typeof root !== "string" || typeof finding !== "string" || typeof title !== "string") return null;
  return { root, finding, title, version: typeof version === "number" ? version : null };
}

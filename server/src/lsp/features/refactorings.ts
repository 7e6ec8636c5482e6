import {
  type CancellationToken,
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
} from "vscode-languageserver";
import { changesFor, type KeptSource, refactoringsAt, resolveSource } from "../../core/index.ts";
import type { Context } from "../context.ts";
import { type Subject, askRoots } from "../roots.ts";
import { scoreChanges, withScore } from "../scores.ts";
import { withEdit } from "./code-action-resolve.ts";

/**
 * Rewrites that are possible in a range although nothing is wrong there, and that no fix writes; each says how it affects the access
 * tests that apply.
 */
export async function refactorings(
  context: Context,
  { range }: CodeActionParams,
  { analyses: [analysis], document }: Subject,
  { token, written }: { readonly token: CancellationToken; readonly written: ReadonlySet<string> },
): Promise<readonly CodeAction[]> {
  const start = context.converter.toOffset(document, range.start);
  const end = context.converter.toOffset(document, range.end);
  const place = { document: document.id, start, end };
  const actions: CodeAction[] = [];
  const kept = await keptSources(context, analysis.root);
  const fixes = askRoots(context, [analysis], (some) =>
    some.flatMap(({ worlds }) => refactoringsAt(worlds, place, kept)),
  );
  for (const fix of fixes) {
    const changes = changesFor(fix, { get: (id) => context.session.document(id) });
    if (written.has(JSON.stringify(changes))) continue;
    const score = changes ? await scoreChanges(context, analysis.root, changes, token) : null;
    const title = withScore(context, fix, score);
    actions.push(withEdit(context, { title, kind: CodeActionKind.RefactorRewrite }, fix));
  }
  return actions.filter((action) => action.edit !== undefined);
}

/** The sources in the access file that can be resolved here. */
async function keptSources(context: Context, root: string): Promise<readonly KeptSource[]> {
  const file = await context.accessFiles.of(root);
  const sources = file?.sources ?? new Map<string, never>();
  return [...sources.keys()].flatMap((name): readonly KeptSource[] => {
    const reading = resolveSource(name, sources, { tags: context.serviceTags.tags });
    return "source" in reading ? [{ name, source: reading.source }] : [];
  });
}

import type { CancellationToken, CodeAction, CodeActionParams, Diagnostic } from "vscode-languageserver";
import { CodeActionKind } from "vscode-languageserver";
import type { Document, Fix, ReportedFinding, RootedFinding, Span } from "../../core/index.ts";
import { changesFor, titleKey, isAccessFile } from "../../core/index.ts";
import { clientCommands, serverCommands } from "../../protocol.ts";
import { askRoots } from "../ask-roots.ts";
import type { Context } from "../context.ts";
import { rulePage } from "../documentation.ts";
import { findingKey, findingsOf, placesIn } from "../findings.ts";
import type { Subject } from "../roots.ts";
import { subjectOf } from "../roots.ts";
import type { Score } from "../scores.ts";
import { scoreChanges, withScore } from "../scores.ts";
import type { FixReference } from "./code-action-resolve.ts";
import { withEdit } from "./code-action-resolve.ts";
import { diagnosticSource, toDiagnostic } from "./to-diagnostic.ts";
import { fixAllAction, fixAllKind } from "./fix-all.ts";
import { refactorings } from "./refactorings.ts";
import { suppressionEdit, suppressKind } from "./suppress.ts";

/** The actions in a range: fixes of its findings first, then suppressions and documentation, then refactorings. */
export async function codeActions(
  context: Context,
  params: CodeActionParams,
  token: CancellationToken,
): Promise<CodeAction[]> {
  const { textDocument } = params;
  const settings = await context.settings.of(textDocument.uri);
  const subject = settings.validate.enable
    ? await subjectOf(context, textDocument.uri, token, "judged")
    : null;
  if (!subject) return [];
  const quick = wants(params, CodeActionKind.QuickFix)
    ? await quickFixes(context, params, subject, token)
    : asksFor(params, suppressKind)
      ? suppressions(context, subject, await findingsIn(context, params, subject))
      : [];
  const all = asksFor(params, fixAllKind) ? await fixAllAction(context, subject) : null;
  const rewritten = wants(params, CodeActionKind.RefactorRewrite)
    ? await refactorings(context, params, subject, token)
    : [];
  return [...quick, ...rewritten, ...(all ? [all] : [])];
}

/** The findings that touch the range of a request. */
async function findingsIn(
  context: Context,
  { range, context: { diagnostics } }: CodeActionParams,
  { analyses, document }: Subject,
): Promise<readonly ShownFinding[]> {
  const start = context.converter.toOffset(document, range.start);
  const end = context.converter.toOffset(document, range.end);
  return (await findingsOf(context, analyses)).flatMap((finding) =>
    placesIn(document.id, finding)
      .filter((at) => at.start <= end && start <= at.end)
      .map((at) => ({ finding, diagnostics: diagnosticsFor(context, finding, at, diagnostics) })),
  );
}

async function quickFixes(
  context: Context,
  params: CodeActionParams,
  subject: Subject,
  token: CancellationToken,
): Promise<readonly CodeAction[]> {
  const { document } = subject;
  const shown = await findingsIn(context, params, subject);
  const fixes: CodeAction[] = [];
  for (const { finding, diagnostics: own } of shown) {
    for (const fix of askRoots(context, [finding], (some) => some.flatMap((each) => each.fixes()))) {
      const score = await scoreOf(context, finding.analysis.root, fix, token);
      fixes.push(fixAction(context, document, { finding, diagnostics: own }, fix, score));
    }
  }
  return [
    ...fixes,
    ...suppressions(context, subject, shown),
    ...shown.map(({ finding, ...rest }) => ({ ...explainAction(context, finding.code), ...rest })),
  ];
}

/** A comment suppresses findings next to it in a template, but not in a module that is called there. */
function suppressions(
  context: Context,
  { document }: Subject,
  shown: readonly ShownFinding[],
): readonly CodeAction[] {
  return shown
    .filter(({ finding }) => finding.span.document === document.id && !isAccessFile(document.id))
    .map((each) => suppressAction(context, document, each));
}

interface ShownFinding {
  readonly finding: RootedFinding;
  readonly diagnostics: Diagnostic[];
}

/** How a fix affects the access tests that apply; null if there are none, or if it has no changes. */
async function scoreOf(
  context: Context,
  root: string,
  fix: Fix,
  token: CancellationToken,
): Promise<Score | null> {
  const changes = changesFor(fix, { get: (id) => context.session.document(id) });
  return changes ? scoreChanges(context, root, changes, token) : null;
}

/** A fix that would make an access test fail says so, and is never preferred. */
function fixAction(
  context: Context,
  document: Document,
  { finding, diagnostics }: ShownFinding,
  fix: Fix,
  score: Score | null,
): CodeAction {
  const data: FixReference = {
    document: document.id,
    finding: findingKey(finding),
    fix: titleKey(fix),
    version: context.session.opened(document.id)?.version ?? null,
  };
  const action: CodeAction = {
    title: withScore(context, fix, score),
    kind: CodeActionKind.QuickFix,
    diagnostics,
    ...(fix.preferred && !score?.breaks ? { isPreferred: true } : {}),
    data,
  };
  return context.client.resolvesEdits ? action : withEdit(context, action, fix);
}

function suppressAction(
  context: Context,
  document: Document,
  { finding, diagnostics }: ShownFinding,
): CodeAction {
  const { code } = finding;
  return {
    title: context.client.words.action({ kind: "suppress", code }),
    kind: suppressKind,
    diagnostics,
    edit: suppressionEdit(context, document, finding),
  };
}

/** The rule's page: in the editor if its commands are available, otherwise on the web. */
function explainAction({ client }: Context, code: string): CodeAction {
  const [kind, command, argument] = client.options.commands
    ? (["explain", clientCommands.explainRule, code] as const)
    : ([
        "open-documentation",
        serverCommands.openDocumentation,
        rulePage(code, client.words.language),
      ] as const);
  const title = client.words.action({ kind, code });
  return { title, kind: CodeActionKind.QuickFix, command: { title, command, arguments: [argument] } };
}

/** The client's own diagnostics if it sent them, so that it can match the action to its squiggle. */
function diagnosticsFor(
  context: Context,
  finding: ReportedFinding,
  at: Span,
  sent: readonly Diagnostic[],
): Diagnostic[] {
  const own = toDiagnostic(context, finding, at);
  const same = sent.filter(
    ({ source, code, range }) =>
      source === diagnosticSource &&
      code === finding.code &&
      JSON.stringify(range) === JSON.stringify(own?.range),
  );
  return same.length > 0 ? same : own ? [own] : [];
}

/** Whether a kind is among the requested ones; all are if the client does not say. */
function wants({ context: { only } }: CodeActionParams, kind: string): boolean {
  return only?.some((each) => isWithin(kind, each)) ?? true;
}

/** "Fix all" is created only if its kind is requested: opening a menu does not have to wait for it. */
function asksFor({ context: { only } }: CodeActionParams, kind: string): boolean {
  return only?.some((each) => isWithin(kind, each)) ?? false;
}

function isWithin(kind: string, wanted: string): boolean {
  return wanted === "" || kind === wanted || kind.startsWith(`${wanted}.`);
}

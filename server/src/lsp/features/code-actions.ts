import {
  type CancellationToken,
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
  type WorkspaceEdit,
} from "vscode-languageserver";
import {
  changesFor,
  correctWord,
  type Document,
  type Fix,
  fixKey,
  isAccessFile,
  type KeptSource,
  ownVaults,
  problemCorrection,
  refactoringsAt,
  type ReportedFinding,
  resolveSource,
  type RootedFinding,
  type Span,
  suppressionChange,
} from "../../core/index.ts";
import { clientCommands } from "../../protocol.ts";
import type { Context } from "../context.ts";
import { snippetEdit, workspaceEdit } from "../edits.ts";
import { normalizeUri } from "../files.ts";
import { findingKey, findingsOf, placesIn } from "../findings.ts";
import { askRoots, type Subject, subjectOf } from "../roots.ts";
import { type Score, scoreChanges, withScore } from "../scores.ts";
import { mistake, ownFindings } from "./access-file-diagnostics.ts";
import { diagnosticsFor, explainAction, type Offer, offeredOnce, offerOf } from "./action-parts.ts";
import { type FixReference, withEdit, fixAllAction, fixAllKind } from "./code-action-resolve.ts";

/** The actions in a range: fixes of its findings first, then suppressions and documentation, then refactorings. */
export async function codeActions(
  context: Context,
  params: CodeActionParams,
  token: CancellationToken,
): Promise<CodeAction[]> {
  const { uri } = params.textDocument;
  if (!(await context.settings.of(uri)).validate.enable) return [];
  const own = wants(params, CodeActionKind.QuickFix) ? await accessFileActions(context, params, token) : [];
  const subject = await subjectOf(context, uri, token, "judged");
  return subject ? [...own, ...(await templateActions(context, params, subject, token))] : [...own];
}

async function templateActions(
  context: Context,
  params: CodeActionParams,
  subject: Subject,
  token: CancellationToken,
): Promise<readonly CodeAction[]> {
  const written = new Set<string>();
  const quick = wants(params, CodeActionKind.QuickFix)
    ? await quickFixes(context, params, subject, { token, written })
    : params.context.only?.some((each) => isWithin(each, suppressKind)) === true
      ? suppressions(context, subject, await findingsIn(context, params, subject)).filter(({ kind = "" }) =>
          asksFor(params, kind),
        )
      : [];
  const all = asksFor(params, fixAllKind) ? await fixAllAction(context, subject) : null;
  const rewritten = wants(params, CodeActionKind.RefactorRewrite)
    ? await refactorings(context, params, subject, { token, written })
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
  { token, written }: { readonly token: CancellationToken; readonly written: Set<string> },
): Promise<readonly CodeAction[]> {
  const { document } = subject;
  const shown = await findingsIn(context, params, subject);
  const fixes: Offer[] = [];
  for (const { finding, diagnostics: own } of shown) {
    for (const fix of askRoots(context, [finding], (some) => some.flatMap((each) => each.fixes()))) {
      const changes = changesFor(fix, { get: (id) => context.session.document(id) });
      if (!changes) continue;
      written.add(JSON.stringify(changes));
      const score = await scoreChanges(context, finding.analysis.root, changes, token);
      const action = fixAction(context, document, { finding, diagnostics: own }, fix, score);
      fixes.push({ does: JSON.stringify([changes, score]), action });
    }
  }
  return [
    ...offeredOnce(fixes),
    ...(context.client.options.commands ? offeredOnce(shown.flatMap((each) => closing(context, each))) : []),
    ...suppressions(context, subject, shown),
    ...offeredOnce(
      shown.map(({ finding, ...rest }) => offerOf({ ...explainAction(context, finding.code), ...rest })),
    ),
  ];
}

/** Asks whom an open vault is to keep. */
function closing({ client, session }: Context, { finding, diagnostics }: ShownFinding): readonly Offer[] {
  const { analysis, code, vault: symbol } = finding;
  const across = code === "KV101" && ownVaults(analysis.worlds).find(({ vault }) => vault.symbol === symbol);
  if (!across) return [];
  const title = client.words.action({ kind: "close-vault" });
  const reference = { root: session.uriOf(analysis.root), key: across.key };
  const command = { title, command: clientCommands.closeVault, arguments: [reference] };
  return [offerOf({ title, kind: CodeActionKind.QuickFix, command, diagnostics })];
}

/**
 * A comment suppresses findings next to it in a template, but not in a module that is called there. Terraform's JSON has none:
 * https://developer.hashicorp.com/terraform/language/syntax/json#comment-properties
 */
function suppressions(
  context: Context,
  { document }: Subject,
  shown: readonly ShownFinding[],
): readonly CodeAction[] {
  return offeredOnce(
    shown
      .filter(({ finding }) => finding.span.document === document.id && takesComments(document.id))
      .map((each) => offerOf(suppressAction(context, document, each))),
  );
}

function takesComments(id: string): boolean {
  return !isAccessFile(id) && !/\.(?:tf|tofu|tfvars)\.json$/i.test(id);
}

interface ShownFinding {
  readonly finding: RootedFinding;
  readonly diagnostics: Diagnostic[];
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
    fix: fixKey(fix),
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
    kind: `${suppressKind}.${code}`,
    diagnostics,
    edit: suppressionEdit(context, document, finding),
  };
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

/** A quick fix that clients can ask for alone, of all rules or, followed by a code, of one. */
const suppressKind = "quickfix.suppress";

/** A placeholder for the reason, for clients without tab stops; it has to be replaced. */
const placeholder = "reason";

/** Adds a suppression comment above a finding, with the cursor on its reason if the client supports that. */
function suppressionEdit(context: Context, document: Document, finding: ReportedFinding): WorkspaceEdit {
  const change = suppressionChange(finding, document, placeholder);
  if (!context.client.takesSnippetEdits || !context.client.takesVersionedEdits)
    return workspaceEdit(context, [change]);
  const escaped = change.text.replace(/[\\$}]/g, (character) => `\\${character}`);
  const at = escaped.lastIndexOf(placeholder);
  const text = `${escaped.slice(0, at)}\${1:${placeholder}}${escaped.slice(at + placeholder.length)}`;
  return snippetEdit(context, { ...change, text });
}

/** The actions for what an access file itself reports: what was probably intended, and the pages of rules. */
async function accessFileActions(
  context: Context,
  { textDocument, range, context: { diagnostics } }: CodeActionParams,
  token: CancellationToken,
): Promise<readonly CodeAction[]> {
  const id = normalizeUri(textDocument.uri);
  const document = isAccessFile(id) ? await context.session.load(id) : null;
  if (!document) return [];
  const start = context.converter.toOffset(document, range.start);
  const end = context.converter.toOffset(document, range.end);
  const isThere = ({ span }: { readonly span: Span }): boolean => span.start <= end && start <= span.end;
  const { mistakes, found } = await ownFindings(context, document, token);
  const findings = found.filter(isThere).map((finding) => {
    const shown = diagnosticsFor(context, finding, finding.span, diagnostics);
    const fixes = finding.fixes().map((fix) => correction(context, fix, shown));
    return { fixes, explain: { ...explainAction(context, finding.code), diagnostics: shown } };
  });
  const corrections = mistakes.filter(isThere).flatMap((problem) => {
    const intended = problemCorrection(problem);
    const shown = [mistake(context, document, problem)];
    return intended ? [correction(context, correctWord(intended), shown)] : [];
  });
  const all = [
    ...corrections,
    ...findings.flatMap(({ fixes }) => fixes),
    ...findings.map(({ explain }) => explain),
  ];
  return offeredOnce(all.map(offerOf));
}

function correction(context: Context, fix: Fix, diagnostics: Diagnostic[]): CodeAction {
  const title = context.client.words.fix(fix);
  return withEdit(
    context,
    { title, kind: CodeActionKind.QuickFix, diagnostics, isPreferred: fix.preferred },
    fix,
  );
}

/**
 * Rewrites that are possible in a range although nothing is wrong there, and that no fix writes; each says how it affects the access
 * tests that apply.
 */
async function refactorings(
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

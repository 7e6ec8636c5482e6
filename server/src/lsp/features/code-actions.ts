import type { CancellationToken, CodeAction, CodeActionParams, Diagnostic } from "vscode-languageserver";
import { CodeActionKind } from "vscode-languageserver";
import type { Analysis, Document, ReportedFinding } from "../../core/index.ts";
import { serverCommands } from "../../protocol.ts";
import type { Context } from "../context.ts";
import { rulePage } from "../documentation.ts";
import { findingKey, findingsOf } from "../findings.ts";
import { analysisOf } from "../roots.ts";
import type { Settings } from "../settings.ts";
import type { FixReference } from "./code-action-resolve.ts";
import { withEdit } from "./code-action-resolve.ts";
import { diagnosticSource, toDiagnostic } from "./diagnostics.ts";
import { fixAllAction, fixAllKind } from "./fix-all.ts";
import { suppressionEdit } from "./suppress.ts";

/** What can be done about the findings in a range: fixes first, then suppressing and reading on. */
export async function codeActions(
  context: Context,
  params: CodeActionParams,
  token: CancellationToken,
): Promise<CodeAction[]> {
  const { textDocument } = params;
  const settings = await context.settings.of(textDocument.uri);
  const analysis = settings.validate.enable ? await analysisOf(context, textDocument.uri, token) : null;
  const document = analysis && context.session.document(analysis.root);
  if (!document) return [];
  const quick = wants(params, CodeActionKind.QuickFix)
    ? quickFixes(context, params, { analysis, document, settings })
    : [];
  const all = asksFor(params, fixAllKind) ? fixAllAction(context, analysis, settings) : null;
  return [...quick, ...(all ? [all] : [])];
}

interface Subject {
  readonly analysis: Analysis;
  readonly document: Document;
  readonly settings: Settings;
}

function quickFixes(
  context: Context,
  { range, context: { diagnostics } }: CodeActionParams,
  { analysis, document, settings }: Subject,
): readonly CodeAction[] {
  const start = context.converter.toOffset(document, range.start);
  const end = context.converter.toOffset(document, range.end);
  const findings = findingsOf(context, analysis, settings).filter(
    ({ span }) => span.document === document.id && span.start <= end && start <= span.end,
  );
  const shown = findings.map((finding) => ({
    finding,
    diagnostics: diagnosticsFor(context, finding, diagnostics),
  }));
  return [
    ...shown.flatMap((each) => fixesOf(context, analysis, each)),
    ...shown.map((each) => suppressAction(context, document, each)),
    ...shown.map(({ finding, ...rest }) => ({ ...documentationAction(finding.code), ...rest })),
  ];
}

interface ShownFinding {
  readonly finding: ReportedFinding;
  readonly diagnostics: Diagnostic[];
}

function fixesOf(
  context: Context,
  analysis: Analysis,
  { finding, diagnostics }: ShownFinding,
): readonly CodeAction[] {
  return finding.fixes.map((fix) => {
    const data: FixReference = {
      root: analysis.root,
      finding: findingKey(finding),
      title: fix.title,
      version: context.session.opened(analysis.root)?.version ?? null,
    };
    const action: CodeAction = {
      title: fix.title,
      kind: CodeActionKind.QuickFix,
      diagnostics,
      ...(fix.preferred ? { isPreferred: true } : {}),
      data,
    };
    return context.client.resolvesEdits ? action : withEdit(context, action, fix);
  });
}

function suppressAction(
  context: Context,
  document: Document,
  { finding, diagnostics }: ShownFinding,
): CodeAction {
  return {
    title: `Suppress ${finding.code} here…`,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    edit: suppressionEdit(context, document, finding),
  };
}

function documentationAction(code: string): CodeAction {
  const title = `Open documentation for ${code}`;
  return {
    title,
    kind: CodeActionKind.QuickFix,
    command: { title, command: serverCommands.openDocumentation, arguments: [rulePage(code)] },
  };
}

/** The client's own diagnostics where it sent them, so that it can match the action to its squiggle. */
function diagnosticsFor(
  context: Context,
  finding: ReportedFinding,
  sent: readonly Diagnostic[],
): Diagnostic[] {
  const own = toDiagnostic(context, finding);
  const same = sent.filter(
    ({ source, code, range }) =>
      source === diagnosticSource &&
      code === finding.code &&
      JSON.stringify(range) === JSON.stringify(own?.range),
  );
  return same.length > 0 ? same : own ? [own] : [];
}

/** Whether a kind is among those wanted; all are when the client does not say. */
function wants({ context: { only } }: CodeActionParams, kind: string): boolean {
  return only?.some((each) => isWithin(kind, each)) ?? true;
}

/** "Fix all" is worked out only for those who ask for it by its kind: a menu that opens need not wait for it. */
function asksFor({ context: { only } }: CodeActionParams, kind: string): boolean {
  return only?.some((each) => isWithin(kind, each)) ?? false;
}

function isWithin(kind: string, wanted: string): boolean {
  return wanted === "" || kind === wanted || kind.startsWith(`${wanted}.`);
}

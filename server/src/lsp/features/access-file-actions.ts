import {
  type CancellationToken,
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
} from "vscode-languageserver";
import { correctWord, type Fix, isAccessFile, problemCorrection, type Span } from "../../core/index.ts";
import type { Context } from "../context.ts";
import { normalizeUri } from "../files.ts";
import { mistake, ownFindings } from "./access-file-diagnostics.ts";
import { diagnosticsFor, explainAction, offeredOnce, offerOf } from "./action-parts.ts";
import { withEdit } from "./code-action-resolve.ts";

/** The actions for what an access file itself reports: what was probably intended, and the pages of rules. */
export async function accessFileActions(
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

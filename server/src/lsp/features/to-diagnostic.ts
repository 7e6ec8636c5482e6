import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from "vscode-languageserver";
import { compareSpans, type ReportedFinding, type Span, visible } from "../../core/index.ts";
import { type Context, locationsOf } from "../context.ts";
import { rulePage } from "../documentation.ts";
import { findingKey } from "../findings.ts";

/** The source under which problems are listed. */
export const diagnosticSource = "keyvault-network";

/**
 * A finding as a diagnostic, at its own place or, as a hint, at another one, such as the call of its module; null if that document
 * is not available.
 */
export function toDiagnostic(
  context: Context,
  finding: ReportedFinding,
  at: Span = finding.span,
): Diagnostic | null {
  const document = context.session.document(at.document);
  if (!document) return null;
  const { words } = context.client;
  const inModule = { fact: { kind: "written-in-module" }, span: finding.span } as const;
  const all = at === finding.span ? finding.related : [inModule, ...finding.related];
  const related = all
    .filter(({ span }) => compareSpans(span, at) !== 0)
    .flatMap(({ fact, span }) =>
      locationsOf(context, [span]).map((location) => ({ message: visible(words.related(fact)), location })),
    );
  return {
    range: context.converter.toRange(document, at),
    severity: at === finding.span ? severities[finding.severity] : DiagnosticSeverity.Hint,
    code: finding.code,
    codeDescription: { href: rulePage(finding.code, words.language) },
    source: diagnosticSource,
    message: visible(words.finding(finding)),
    ...(finding.unnecessary ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    ...(related.length > 0 ? { relatedInformation: related } : {}),
    data: findingKey(finding),
  };
}

/** A root that could not be evaluated, reported at the start of each requested document that belongs to it. */
export function failedDiagnostic(message: string): Diagnostic {
  const start = { line: 0, character: 0 };
  return {
    range: { start, end: start },
    severity: DiagnosticSeverity.Error,
    source: diagnosticSource,
    message,
  };
}

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;

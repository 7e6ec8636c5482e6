import type { CancellationToken, Diagnostic } from "vscode-languageserver";
import { DiagnosticSeverity, DiagnosticTag } from "vscode-languageserver";
import type { ReportedFinding } from "../../core/index.ts";
import type { Context } from "../context.ts";
import { rulePage } from "../documentation.ts";
import { isExcluded } from "../excluded.ts";
import { findingKey, findingsOf } from "../findings.ts";
import { locationsOf } from "../places.ts";
import type { Subject } from "../roots.ts";
import { subjectOf } from "../roots.ts";

/** The name under which problems are listed. */
export const diagnosticSource = "keyvault-network";

/** Problems of a document, and of the others that it is judged with and that are not open. */
export interface Problems {
  readonly own: readonly Diagnostic[];
  readonly related: ReadonlyMap<string, readonly Diagnostic[]>;
}

const none: Problems = { own: [], related: new Map() };

/** The problems of a document; none for what is no template, is excluded or not to be checked. */
export async function problemsOf(context: Context, id: string, token: CancellationToken): Promise<Problems> {
  const { session } = context;
  const settings = await context.settings.of(session.uriOf(id));
  if (!settings.validate.enable || isExcluded(id, context.folders(), settings.validate.exclude)) return none;
  const subject = await subjectOf(context, id, token);
  if (!subject) return none;
  const findings = await findingsOf(context, subject.analysis);
  return {
    own: diagnosticsIn(context, id, findings),
    related: relatedProblems(context, subject, findings),
  };
}

/** Documents without findings are named as well, so that what was found in them before goes away. */
function relatedProblems(
  context: Context,
  { document, analysis: { documents } }: Subject,
  findings: readonly ReportedFinding[],
): Problems["related"] {
  const others = documents.filter((id) => id !== document.id && !context.session.opened(id));
  return new Map(others.map((id) => [id, diagnosticsIn(context, id, findings)]));
}

function diagnosticsIn(
  context: Context,
  id: string,
  findings: readonly ReportedFinding[],
): readonly Diagnostic[] {
  return findings
    .filter(({ span }) => span.document === id)
    .flatMap((finding) => toDiagnostic(context, finding) ?? []);
}

/** A finding in the terms of the protocol; null when its document is not at hand. */
export function toDiagnostic(context: Context, finding: ReportedFinding): Diagnostic | null {
  const document = context.session.document(finding.span.document);
  if (!document) return null;
  const related = finding.related.flatMap(({ message, span }) =>
    locationsOf(context, [span]).map((location) => ({ message, location })),
  );
  return {
    range: context.converter.toRange(document, finding.span),
    severity: severities[finding.severity],
    code: finding.code,
    codeDescription: { href: rulePage(finding.code) },
    source: diagnosticSource,
    message: finding.message,
    ...(finding.unnecessary ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    ...(related.length > 0 ? { relatedInformation: related } : {}),
    data: findingKey(finding),
  };
}

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;

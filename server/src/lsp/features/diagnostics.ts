import type { CancellationToken, Diagnostic } from "vscode-languageserver";
import { DiagnosticSeverity, DiagnosticTag } from "vscode-languageserver";
import type { Analysis, ReportedFinding } from "../../core/index.ts";
import type { Context } from "../context.ts";
import { rulePage } from "../documentation.ts";
import { isExcluded } from "../excluded.ts";
import { findingKey, findingsOf } from "../findings.ts";
import { locationsOf } from "../places.ts";

/** The name under which problems are listed. */
export const diagnosticSource = "keyvault-network";

/** Problems by document: those of the root itself, and those of its modules that lie in no open document. */
export interface Problems {
  readonly own: readonly Diagnostic[];
  readonly related: ReadonlyMap<string, readonly Diagnostic[]>;
}

const none: Problems = { own: [], related: new Map() };

/** The problems of a root; none for what is no template, is excluded or not to be checked. */
export async function problemsOf(
  context: Context,
  root: string,
  token: CancellationToken,
): Promise<Problems> {
  const { session } = context;
  const settings = await context.settings.of(session.uriOf(root));
  if (!settings.validate.enable || isExcluded(root, context.folders(), settings.validate.exclude))
    return none;
  const analysis = await session.analysis(root, token);
  if (!analysis) return none;
  const findings = findingsOf(context, analysis, settings);
  return {
    own: diagnosticsIn(context, root, findings),
    related: relatedProblems(context, analysis, findings),
  };
}

/** Modules without findings are named as well, so that what was found in them before goes away. */
function relatedProblems(
  context: Context,
  { root, documents }: Analysis,
  findings: readonly ReportedFinding[],
): Problems["related"] {
  const modules = documents.filter((id) => id !== root && !context.session.opened(id));
  return new Map(modules.map((id) => [id, diagnosticsIn(context, id, findings)]));
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

import type { CancellationToken, Diagnostic } from "vscode-languageserver";
import { DiagnosticSeverity } from "vscode-languageserver";
import type { AccessFile, AccessFileProblem, Document, ReportedFinding } from "../../core/index.ts";
import { accessSuppressionRemarks, readAccessFile } from "../../core/index.ts";
import type { Context } from "../context.ts";
import { allFindingsOf, findingsOf, optionsFor, testFindings } from "../findings.ts";
import { analysesOfAll } from "../roots.ts";
import { diagnosticSource, toDiagnostic } from "./to-diagnostic.ts";

/** The problems of an access file: its own mistakes, tests that fail, and suppressions that do nothing any more. */
export async function accessFileDiagnostics(
  context: Context,
  document: Document,
  token: CancellationToken,
): Promise<readonly Diagnostic[]> {
  const file = (await context.accessFiles.of(document.id)) ?? readAccessFile(document);
  const settings = await context.settings.of(context.session.uriOf(document.id));
  const tests = await testFindings(context, file, settings);
  const remarks = accessSuppressionRemarks(
    await findingsUnder(context, file, token),
    file,
    optionsFor(file, settings),
  );
  const found = [...tests, ...remarks, ...(await findingsInForce(context, file, token))].filter(
    ({ span }) => span.document === document.id,
  );
  const mistakes = context.client.options.checksSchema ? [] : file.problems;
  return [
    ...mistakes.map((problem) => mistake(context, document, problem)),
    ...found.flatMap((finding) => toDiagnostic(context, finding) ?? []),
  ];
}

/** Findings of all environments, whose values may be set in the access file. */
async function findingsInForce(
  context: Context,
  file: AccessFile,
  token: CancellationToken,
): Promise<readonly ReportedFinding[]> {
  if (file.environments.size === 0) return [];
  return findingsOf(context, await analysesOfAll(context, token, "judged"));
}

/** The findings of all templates that an access file is in force for. */
async function findingsUnder(
  context: Context,
  file: AccessFile,
  token: CancellationToken,
): Promise<readonly ReportedFinding[]> {
  if (file.suppressions.length === 0) return [];
  return allFindingsOf(context, await context.accessTests.analysesUnder(context, file, token));
}

function mistake(context: Context, document: Document, { span, message }: AccessFileProblem): Diagnostic {
  return {
    range: context.converter.toRange(document, span),
    severity: DiagnosticSeverity.Error,
    source: diagnosticSource,
    message,
  };
}

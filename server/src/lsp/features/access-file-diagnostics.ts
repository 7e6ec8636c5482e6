import { type CancellationToken, type Diagnostic, DiagnosticSeverity } from "vscode-languageserver";
import {
  type AccessFile,
  type AccessFileProblem,
  accessFileProblems,
  type Document,
  readAccessFile,
  type ReportedFinding,
  wrongNames,
} from "../../core/index.ts";
import type { Context } from "../context.ts";
import { environmentProblemsOf } from "../environment-problems.ts";
import { allFindingsOf, compiledFindings, findingsInAccessFile } from "../findings.ts";
import { subjectOf } from "../roots.ts";
import { diagnosticSource, toDiagnostic } from "./to-diagnostic.ts";

/**
 * The problems of an access file: its own mistakes, tests that fail, and suppressions that no longer have an effect.
 */
export async function accessFileDiagnostics(
  context: Context,
  document: Document,
  token: CancellationToken,
): Promise<readonly Diagnostic[]> {
  const { mistakes, found, under } = await ownFindings(context, document, token);
  const shown = [...found, ...under.filter(({ suppressed }) => !suppressed)];
  return [
    ...mistakes
      .filter(({ span }) => span.document === document.id)
      .map((problem) => mistake(context, document, problem)),
    ...shown
      .filter(({ span }) => span.document === document.id)
      .flatMap((finding) => toDiagnostic(context, finding) ?? []),
  ];
}

/** What an access file reports of itself, and the findings of templates that it says something about. */
interface OwnFindings {
  /** Those that the editor does not find by itself. */
  readonly mistakes: readonly AccessFileProblem[];
  readonly found: readonly ReportedFinding[];
  readonly under: readonly ReportedFinding[];
}

/** The findings of an access file that are not those of a template. */
export async function ownFindings(
  context: Context,
  document: Document,
  token: CancellationToken,
): Promise<OwnFindings> {
  const file = (await context.accessFiles.of(document.id)) ?? readAccessFile(document);
  const under = await findingsUnder(context, document, file, token);
  const mistakes = context.client.options.checksSchema ? wrongNames(file) : accessFileProblems(file);
  return {
    mistakes: [...mistakes, ...(await environmentProblemsOf(context, file))],
    under,
    found: await findingsInAccessFile(context, file, under),
  };
}

/**
 * The findings of the templates below an access file that are related to it, because it accepts some of them or
 * supplies values.
 */
async function findingsUnder(
  context: Context,
  document: Document,
  { suppressions, environments }: AccessFile,
  token: CancellationToken,
): Promise<readonly ReportedFinding[]> {
  if (suppressions.length === 0 && environments.size === 0) return [];
  await context.accessTests.search(context, token);
  const subject = await subjectOf(context, document.id, token, "judged");
  const compiled = await compiledFindings(context, token);
  return allFindingsOf(context, subject?.analyses ?? [], compiled);
}

export function mistake(
  context: Context,
  document: Document,
  { span, fault }: AccessFileProblem,
): Diagnostic {
  return {
    range: context.converter.toRange(document, span),
    severity: DiagnosticSeverity.Error,
    source: diagnosticSource,
    message: context.client.words.accessFile(fault),
  };
}

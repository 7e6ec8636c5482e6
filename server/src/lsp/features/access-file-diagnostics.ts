import { type CancellationToken, type Diagnostic, DiagnosticSeverity } from "vscode-languageserver";
import {
  type AccessFile,
  type AccessFileProblem,
  accessFileProblems,
  type Document,
  type Found,
  readAccessFile,
  wrongNames,
} from "../../core/index.ts";
import type { Context } from "../context.ts";
import { environmentProblemsOf } from "../environment-problems.ts";
import { allFindingsOf, compiledTemplates } from "../findings.ts";
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
  const { mistakes, found } = await ownFindings(context, document, token);
  return [
    ...mistakes
      .filter(({ span }) => span.document === document.id)
      .map((problem) => mistake(context, document, problem)),
    ...found.flatMap((finding) => toDiagnostic(context, finding) ?? []),
  ];
}

/** What an access file reports of itself. */
interface OwnFindings {
  /** Those that the editor does not find by itself. */
  readonly mistakes: readonly AccessFileProblem[];
  readonly found: readonly Found[];
}

/** The findings of an access file that are not those of a template. */
export async function ownFindings(
  context: Context,
  document: Document,
  token: CancellationToken,
): Promise<OwnFindings> {
  const file = (await context.accessFiles.of(document.id)) ?? readAccessFile(document);
  const found = await findingsIn(context, file, token);
  const mistakes = context.client.options.checksSchema ? wrongNames(file) : accessFileProblems(file);
  return {
    mistakes: [...mistakes, ...(await environmentProblemsOf(context, file))],
    found,
  };
}

/**
 * Those in an access file that are not suppressed. The templates that it applies to are checked if it accepts some of their findings or
 * supplies values.
 */
async function findingsIn(
  context: Context,
  file: AccessFile,
  token: CancellationToken,
): Promise<readonly Found[]> {
  const { document, suppressions, environments } = file;
  const concernsOthers = suppressions.length > 0 || environments.size > 0;
  if (concernsOthers) await context.accessTests.search(context, token);
  const subject = concernsOthers ? await subjectOf(context, document, token, "judged") : null;
  const found = await allFindingsOf(context, {
    analyses: subject?.analyses ?? [],
    compiled: concernsOthers ? await compiledTemplates(context, token) : [],
    accessFiles: [file],
  });
  return found.filter(({ span, suppressed }) => span.document === document && !suppressed);
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

import type { CancellationToken, Diagnostic } from "vscode-languageserver";
import {
  failureFrom,
  isAccessFile,
  type RootedFinding,
  chainOf,
  spanKey,
  withoutRepeats,
} from "../../core/index.ts";
import type { Context } from "../context.ts";
import { isOutsideFile } from "../outside.ts";
import { excludedBy } from "../find-files.ts";
import { compiledTemplates, failureOf, findingsOf, findingsOutside, placesIn } from "../findings.ts";
import { Cancelled } from "../guard.ts";
import { type Subject, subjectOf } from "../roots.ts";
import { wholeAnswer } from "../with-context.ts";
import { accessFileDiagnostics } from "./access-file-diagnostics.ts";
import { failedDiagnostic, toDiagnostic } from "./to-diagnostic.ts";

/** The problems of a document, and the other documents that have some of the same findings. */
export interface Problems {
  readonly own: readonly Diagnostic[];
  readonly related: readonly string[];
}

const none: Problems = { own: [], related: [] };

/**
 * The problems of a document; none if it is not a template, is excluded or is not checked. A bug is reported as a
 * problem of the document that triggers it, so that other documents keep theirs.
 */
export async function problemsOf(context: Context, id: string, token: CancellationToken): Promise<Problems> {
  try {
    return await wholeAnswer(context, () => problemsFound(context, id, token));
  } catch (error) {
    if (error instanceof Cancelled) throw error;
    const { fact, stack } = failureFrom(error);
    context.log(`${id}: ${stack}`);
    return { ...none, own: [failedDiagnostic(context.client.words.failure(fact))] };
  }
}

async function problemsFound(context: Context, id: string, token: CancellationToken): Promise<Problems> {
  const { session } = context;
  const settings = await context.settings.of(session.uriOf(id));
  if (!settings.validate.enable || excludedBy(context.folders(), settings.validate.exclude)(id)) return none;
  const document = isAccessFile(id) ? await session.load(id) : null;
  if (document) return { ...none, own: await accessFileDiagnostics(context, document, token) };
  if (isOutsideFile(id, context)) return { ...none, own: await outsideDiagnostics(context, id, token) };
  const subject = await subjectOf(context, id, token, "judged");
  const compiled = await compiledTemplates(context, token, id);
  const findings = await findingsOf(context, subject?.analyses ?? [], compiled);
  // A compiled template that is not open is not a root: only what it does otherwise than its source is reported.
  if (!subject) return { ...none, own: diagnosticsIn(context, id, findings) };
  const failed = subject.analyses.map(failureOf).find((each) => each !== null) ?? undefined;
  return {
    own: [
      ...unreadOf(context, subject),
      ...(failed === undefined ? [] : [failedDiagnostic(context.client.words.failure(failed.fact))]),
      ...diagnosticsIn(context, id, findings),
    ],
    related: await relatedDocuments(context, subject, findings),
  };
}

/** Environments beyond the limits, and that another tool may deploy a document; other extensions report errors of its syntax. */
function unreadOf({ client }: Context, { document, analyses, leftOut }: Subject): readonly Diagnostic[] {
  const problem = analyses
    .flatMap(({ problems }) => problems)
    .find(({ span, fault }) => span.document === document.id && fault.kind === "only-for-opentofu");
  const { syntax, unread } = client.words;
  const beyond = {
    kinds: [["environment", leftOut]],
    reasons: [["too many environments", leftOut]],
    likely: 0,
  } as const;
  return [
    ...(problem ? [failedDiagnostic(syntax(problem.fault))] : []),
    ...(leftOut > 0 ? [failedDiagnostic(unread.sum(beyond))] : []),
  ];
}

/** The problems of a pipeline or script. */
async function outsideDiagnostics(
  context: Context,
  id: string,
  token: CancellationToken,
): Promise<readonly Diagnostic[]> {
  const findings = (await findingsOutside(context, token)).filter(({ span }) => span.document === id);
  return findings.flatMap((finding) => toDiagnostic(context, finding) ?? []);
}

/**
 * The documents that are evaluated with one and have findings, and the access files that apply to it once a scan was requested. A client
 * that pulls asks about those that are open itself.
 */
async function relatedDocuments(
  context: Context,
  { document, analyses }: Subject,
  findings: readonly RootedFinding[],
): Promise<Problems["related"]> {
  const isAnother = (id: string): boolean =>
    id !== document.id && !(context.client.pullsDiagnostics && context.session.opened(id));
  const read = new Set(analyses.flatMap(({ documents }) => [...documents.keys()]));
  const found = [...read].filter((id) => isAnother(id) && diagnosticsIn(context, id, findings).length > 0);
  return [...found, ...(await accessFilesOf(context, analyses)).filter(isAnother)];
}

async function accessFilesOf(context: Context, analyses: Subject["analyses"]): Promise<readonly string[]> {
  if (!context.session.isScanRequested) return [];
  const roots = [...new Set(analyses.map(({ root }) => root))];
  const files = await Promise.all(roots.map((root) => context.accessFiles.of(root)));
  return files.flatMap((file) => chainOf(file).map((each) => each.document));
}

/** A fact is one problem: at the call of its module it is a hint, and so is a test that fails because of it. */
function diagnosticsIn(
  context: Context,
  id: string,
  findings: readonly RootedFinding[],
): readonly Diagnostic[] {
  const kept = new Set(withoutRepeats(findings, ({ span }) => spanKey(span)));
  return findings.flatMap((finding) => {
    const shown = kept.has(finding) ? finding : ({ ...finding, severity: "hint" } as const);
    return placesIn(id, finding).flatMap((at) => toDiagnostic(context, shown, at) ?? []);
  });
}

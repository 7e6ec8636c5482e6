import type {
  CancellationToken,
  WorkspaceDiagnosticParams,
  WorkspaceDiagnosticReport,
  WorkspaceDocumentDiagnosticReport,
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
  FullDocumentDiagnosticReport,
  UnchangedDocumentDiagnosticReport,
} from "vscode-languageserver";
import type { Context } from "../context.ts";
import { type FileSource, normalizeUri } from "../files.ts";
import { pause } from "../pause.ts";
import type { ReportMemory, Report } from "../report-memory.ts";
import { scanOnce } from "../scan.ts";
import { shownDocuments } from "../shown-documents.ts";
import { problemsOf } from "./diagnostics.ts";

/**
 * Answers the client's request for the diagnostics of all documents of the workspace that have any; requested only if the settings
 * say so.
 */
export async function workspaceDiagnostics(
  context: Context,
  memory: ReportMemory,
  files: FileSource,
  { previousResultIds }: WorkspaceDiagnosticParams,
  token: CancellationToken,
): Promise<WorkspaceDiagnosticReport> {
  const { session } = context;
  await scanOnce(context, files, token);
  const shown = await documentsOf(context, token);
  const known = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
  const items: WorkspaceDocumentDiagnosticReport[] = [];
  const ids = new Set(shown);
  for (const id of ids) {
    // The version that the answer applies to: the document may be edited in the meantime.
    const version = session.opened(id)?.version ?? null;
    const { own, related } = await problemsOf(context, id, token);
    if (shown.has(id)) for (const other of related) ids.add(other);
    await pause();
    const uri = session.uriOf(id);
    const { resultId, items: problems } =
      (await keptUntilSaved(context, memory, id)) ?? memory.report(id, own);
    if (known.get(uri) === resultId) items.push({ kind: "unchanged", uri, version, resultId });
    else items.push({ kind: "full", uri, version, resultId, items: [...problems] });
  }
  const told = new Set(items.map(({ uri }) => uri));
  for (const uri of known.keys()) {
    // Documents that no longer exist, or no longer have any, lose their diagnostics.
    if (!told.has(uri)) items.push({ kind: "full", uri, version: null, items: [] });
  }
  return { items };
}

/** The documents of the workspace that are shown for their own sake; others have findings only together with these. */
async function documentsOf(context: Context, token: CancellationToken): Promise<ReadonlySet<string>> {
  const accessFiles = await context.accessTests.filesOf(context, token);
  return new Set([
    ...shownDocuments(context),
    ...accessFiles.map(({ document }) => document),
    ...context.session.openIds(),
  ]);
}

/** Answers the client's request for the diagnostics of a document. */
export async function documentDiagnostics(
  context: Context,
  memory: ReportMemory,
  { textDocument, previousResultId }: DocumentDiagnosticParams,
  token: CancellationToken,
): Promise<DocumentDiagnosticReport> {
  // Waiting keystrokes and cancellations make this work pointless, so they are read first.
  await pause();
  const id = normalizeUri(textDocument.uri);
  const kept = await keptUntilSaved(context, memory, id);
  if (kept) return answer(kept, previousResultId);
  const { own } = await problemsOf(context, id, token);
  return answer(memory.report(id, own), previousResultId);
}

/** If checks run on save, the previous report, if any, remains valid until the document is saved. */
async function keptUntilSaved(
  { session, settings }: Context,
  memory: ReportMemory,
  id: string,
): Promise<Report | null> {
  const { validate } = await settings.of(session.uriOf(id));
  const isDirty = session.opened(id)?.changed === true;
  return validate.run === "onSave" && isDirty ? (memory.get(id) ?? null) : null;
}

function answer(
  report: Report,
  previous: string | undefined,
): FullDocumentDiagnosticReport | UnchangedDocumentDiagnosticReport {
  return report.resultId === previous ? { kind: "unchanged", resultId: previous } : full(report);
}

function full({ resultId, items }: Report): FullDocumentDiagnosticReport {
  return { kind: "full", resultId, items: [...items] };
}

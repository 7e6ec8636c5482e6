import type {
  CancellationToken,
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
  FullDocumentDiagnosticReport,
  UnchangedDocumentDiagnosticReport,
} from "vscode-languageserver";
import type { Context } from "../context.ts";
import { normalizeUri } from "../files.ts";
import { pause } from "../pause.ts";
import type { Report, ReportMemory } from "../report-memory.ts";
import { problemsOf } from "./diagnostics.ts";

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
export async function keptUntilSaved(
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

import type {
  CancellationToken,
  WorkspaceDiagnosticParams,
  WorkspaceDiagnosticReport,
  WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver";
import type { Context } from "../context.ts";
import type { FileSource } from "../host.ts";
import { pause } from "../pause.ts";
import type { ReportMemory } from "../report-memory.ts";
import { scanOnce } from "../scan.ts";
import { problemsOf } from "./diagnostics.ts";

/**
 * Answers the client's request for the diagnostics of all templates in the workspace; requested only if the settings
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
  const known = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
  const items: WorkspaceDocumentDiagnosticReport[] = [];
  for (const id of session.templates()) {
    // The version that the answer applies to: the document may be edited in the meantime.
    const version = session.opened(id)?.version ?? null;
    const { own } = await problemsOf(context, id, token);
    await pause();
    const uri = session.uriOf(id);
    const { resultId, items: problems } = memory.report(id, own);
    if (known.get(uri) === resultId) items.push({ kind: "unchanged", uri, version, resultId });
    else items.push({ kind: "full", uri, version, resultId, items: [...problems] });
  }
  const told = new Set(items.map(({ uri }) => uri));
  for (const uri of known.keys()) {
    // Templates that no longer exist lose their diagnostics.
    if (!told.has(uri)) items.push({ kind: "full", uri, version: null, items: [] });
  }
  return { items };
}

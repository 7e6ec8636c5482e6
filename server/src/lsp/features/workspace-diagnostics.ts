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
import { shownDocuments } from "../shown-documents.ts";
import { problemsOf } from "./diagnostics.ts";
import { keptUntilSaved } from "./pull-diagnostics.ts";

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

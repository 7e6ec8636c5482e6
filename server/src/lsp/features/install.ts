import type { Connection, DiagnosticServerCancellationData } from "vscode-languageserver";
import type { Context } from "../context.ts";
import { accessCompletion } from "./access-completion.ts";
import { prepareRename, rename } from "./access-rename.ts";
import { codeActions } from "./code-actions.ts";
import { resolveCodeAction } from "./code-action-resolve.ts";
import { codeLenses } from "./code-lens.ts";
import { executeCommand } from "./commands.ts";
import { documentLinks } from "./document-links.ts";
import { hover } from "./hover.ts";
import { inlayHints } from "./inlay-hints.ts";
import { documentDiagnostics } from "./pull-diagnostics.ts";
import { definition, references } from "./references.ts";
import { workspaceDiagnostics } from "./workspace-diagnostics.ts";
import { workspaceSymbols } from "./workspace-symbols.ts";
import { createGuard, type Guard } from "../guard.ts";
import type { FileSource } from "../host.ts";
import { installOwnRequests } from "../requests/install.ts";
import type { ReportMemory } from "../report-memory.ts";
import { withContext } from "../with-context.ts";

/** Connects each request to the feature that answers it, with the answer to return if the feature fails. */
export function installRequests(
  connection: Connection,
  context: Context,
  memory: ReportMemory,
  files: FileSource,
  log: (message: string) => void,
  onScanned: () => void,
): void {
  const guard = createGuard(log, undefined);
  installEditorRequests(connection, context, guard);
  // A client whose request for diagnostics is abandoned because of a newer keystroke is asked to send it again.
  installDiagnostics(connection, context, memory, files, createGuard(log, { retriggerRequest: true }));
  installOwnRequests(connection, context, files, guard, onScanned);
}

function installEditorRequests(connection: Connection, context: Context, guard: Guard): void {
  connection.onHover(guard(null, withContext(context, hover)));
  connection.onCodeAction(guard(null, withContext(context, codeActions)));
  connection.onCodeActionResolve((action, token) =>
    guard(action, withContext(context, resolveCodeAction))(action, token),
  );
  connection.onCodeLens(guard(null, withContext(context, codeLenses)));
  connection.languages.inlayHint.on(guard(null, withContext(context, inlayHints)));
  connection.onDocumentLinks(guard(null, withContext(context, documentLinks)));
  connection.onCompletion(guard(null, withContext(context, accessCompletion)));
  connection.onPrepareRename(guard(null, withContext(context, prepareRename)));
  connection.onRenameRequest(guard(null, withContext(context, rename)));
  connection.onDefinition(guard(null, withContext(context, definition)));
  connection.onReferences(guard(null, withContext(context, references)));
  connection.onWorkspaceSymbol(guard(null, withContext(context, workspaceSymbols)));
  connection.onExecuteCommand(guard(null, (params) => executeCommand(connection, context, params)));
}

function installDiagnostics(
  connection: Connection,
  context: Context,
  memory: ReportMemory,
  files: FileSource,
  guard: Guard<DiagnosticServerCancellationData>,
): void {
  connection.languages.diagnostics.on(
    guard({ kind: "full", items: [] }, (params, token) =>
      documentDiagnostics(context, memory, params, token),
    ),
  );
  connection.languages.diagnostics.onWorkspace(
    guard({ items: [] }, (params, token) => workspaceDiagnostics(context, memory, files, params, token)),
  );
}

import type { Connection, DiagnosticServerCancellationData, CancellationToken } from "vscode-languageserver";
import type { Context } from "./context.ts";
import { accessCompletion } from "./features/access-file-editing.ts";
import { prepareRename, rename } from "./features/access-rename.ts";
import { codeActions } from "./features/code-actions.ts";
import { resolveCodeAction } from "./features/code-action-resolve.ts";
import { codeLenses } from "./features/code-lens.ts";
import { executeCommand } from "./features/commands.ts";
import { documentLinks } from "./features/document-links.ts";
import { hover } from "./features/hover.ts";
import { inlayHints } from "./features/inlay-hints.ts";
import { documentDiagnostics, workspaceDiagnostics } from "./features/workspace-diagnostics.ts";
import { definition, references } from "./features/references.ts";
import { workspaceSymbols } from "./features/workspace-symbols.ts";
import { createGuard, type Guard } from "./guard.ts";
import type { FileSource } from "./files.ts";
import type { ReportMemory } from "./report-memory.ts";
import { withContext } from "./with-context.ts";
import type { ParamsOf, ResultOf, ServerRequest } from "../protocol/requests.ts";
import { serverRequests } from "../protocol.ts";
import { addTest, tests } from "./requests/tests.ts";
import { closeVault, protect, readLog } from "./requests/close-vault.ts";
import { changesOfAccess } from "./requests/changes-of-access.ts";
import { compareState, diff, exportReport, noDiff } from "./requests/diff.ts";
import { environments } from "./requests/environments.ts";
import { explain403 } from "./requests/explain-403.ts";
import { findings } from "./requests/findings.ts";
import { picture } from "./requests/picture.ts";
import { simulate } from "./requests/simulate.ts";
import { sources } from "./requests/sources.ts";
import { vaults } from "./requests/vaults.ts";
import { scan } from "./scan.ts";

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

/** Connects the requests of `protocol.ts`, each with the answer to return if its feature fails. */
function installOwnRequests(
  connection: Connection,
  context: Context,
  files: FileSource,
  guard: Guard,
  onScanned: () => void,
): void {
  const answerWith = <Name extends ServerRequest>(
    name: Name,
    answer: (params: ParamsOf<Name>, token: CancellationToken) => Promise<unknown>,
  ): void => {
    connection.onRequest(serverRequests[name], (...given: readonly unknown[]): Promise<unknown> => {
      // Requests without parameters only receive the token.
      const [params, token] = given.length > 1 ? given : [{}, ...given];
      // The type of what a client sends is only known from the table of requests; a feature that cannot read it fails,
      // which the guard handles.
      return answer(params as ParamsOf<Name>, token as CancellationToken);
    });
  };
  const install = <Name extends ServerRequest>(
    name: Name,
    neutral: ResultOf<Name>,
    feature: (context: Context, params: ParamsOf<Name>, token: CancellationToken) => Promise<ResultOf<Name>>,
  ): void => {
    answerWith(name, guard(neutral, withContext(context, feature)));
  };
  install("vaults", { vaults: [], unread: [], problems: [] }, vaults);
  install("simulate", { verdicts: [], sources: [], compared: false, expected: null, errors: [] }, simulate);
  install(
    "sources",
    {
      typed: null,
      subnets: [],
      consumers: [],
      listed: [],
      services: [],
      tags: [],
      saved: [],
      servicesAsOf: "",
    },
    sources,
  );
  install("tests", { files: [] }, tests);
  install("addTest", null, addTest);
  install("readLog", { calls: 0 }, readLog);
  install("closeVault", null, closeVault);
  install("protect", { documents: [] }, protect);
  install("environments", { active: null, environments: [], vaults: [] }, environments);
  install("explain403", { explanation: null }, (_context, params, token) =>
    explain403(context, files, params, token),
  );
  install("compareState", { document: null, error: null }, (_context, params, token) =>
    compareState(context, files, params, token),
  );
  install("changesOfAccess", { changes: [], isTried: false }, changesOfAccess);
  install("diff", noDiff, diff);
  install("exportReport", { text: null }, exportReport);
  install(
    "picture",
    { picture: null, lanes: [], leftOut: { vaults: 0, sources: 0 }, document: null },
    picture,
  );
  install("findings", { findings: [] }, findings);
  const scanned = async (_params: ParamsOf<"scan">, token: CancellationToken): Promise<ResultOf<"scan">> => {
    const result = await scan(connection.window, context.client.words, context, files, token);
    onScanned();
    return result;
  };
  answerWith("scan", guard({ templates: null, summary: null }, scanned));
}

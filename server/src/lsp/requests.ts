import type {
  CancellationToken,
  Connection,
  DiagnosticServerCancellationData,
  ExecuteCommandParams,
} from "vscode-languageserver";
import type {
  AddTestParams,
  AddTestResult,
  ChangesOfAccessParams,
  ChangesOfAccessResult,
  EnvironmentsResult,
  Explain403Params,
  Explain403Result,
  ScanResult,
  SimulateParams,
  SimulateResult,
  SourcesParams,
  SourcesResult,
  TestsParams,
  TestsResult,
  VaultsParams,
  VaultsResult,
} from "../protocol.ts";
import { serverCommands, serverRequests } from "../protocol.ts";
import type { Context } from "./context.ts";
import { addTest } from "./features/add-test.ts";
import { changesOfAccess } from "./features/changes-of-access.ts";
import { codeActions } from "./features/code-actions.ts";
import { resolveCodeAction } from "./features/code-action-resolve.ts";
import { codeLenses } from "./features/code-lens.ts";
import { documentLinks } from "./features/document-links.ts";
import { explain403 } from "./features/explain-403.ts";
import { hover } from "./features/hover.ts";
import { inlayHints } from "./features/inlay-hints.ts";
import { documentDiagnostics } from "./features/pull-diagnostics.ts";
import { environments } from "./features/environments.ts";
import { definition, references } from "./features/references.ts";
import { simulate } from "./features/simulate.ts";
import { sources } from "./features/sources.ts";
import { tests } from "./features/tests.ts";
import { vaults } from "./features/vaults.ts";
import { workspaceDiagnostics } from "./features/workspace-diagnostics.ts";
import { workspaceSymbols } from "./features/workspace-symbols.ts";
import type { Guard } from "./guard.ts";
import { createGuard } from "./guard.ts";
import type { FileSource } from "./host.ts";
import type { ReportMemory } from "./report-memory.ts";
import { scanWithProgress } from "./scan.ts";

/** Connects each request to the feature that answers it, and states the answer that stands when the feature fails. */
export function installRequests(
  connection: Connection,
  context: Context,
  memory: ReportMemory,
  files: FileSource,
  log: (message: string) => void,
): void {
  const guard = createGuard(log, undefined);
  installEditorRequests(connection, context, guard);
  // A client whose request for problems is given up because of a newer keystroke is to ask again.
  installDiagnostics(connection, context, memory, files, createGuard(log, { retriggerRequest: true }));
  installOwnRequests(connection, context, files, guard);
}

/** Binds a feature to its context. */
function withContext<P, R>(
  context: Context,
  feature: (context: Context, params: P, token: CancellationToken) => R,
): (params: P, token: CancellationToken) => R {
  return (params, token) => feature(context, params, token);
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

function installOwnRequests(connection: Connection, context: Context, files: FileSource, guard: Guard): void {
  const noVaults: VaultsResult = { vaults: [] };
  const noVerdicts: SimulateResult = { verdicts: [], errors: [] };
  const noSources: SourcesResult = {
    ...{ typed: null, subnets: [], consumers: [], services: [], saved: [] },
    servicesAsOf: "",
  };
  const noScan: ScanResult = { templates: null };
  connection.onRequest(
    serverRequests.vaults,
    guard<VaultsParams, VaultsResult>(noVaults, withContext(context, vaults)),
  );
  connection.onRequest(
    serverRequests.simulate,
    guard<SimulateParams, SimulateResult>(noVerdicts, withContext(context, simulate)),
  );
  connection.onRequest(
    serverRequests.sources,
    guard<SourcesParams, SourcesResult>(noSources, withContext(context, sources)),
  );
  const noTests: TestsResult = { files: [] };
  const noEnvironments: EnvironmentsResult = { active: null, environments: [], vaults: [] };
  connection.onRequest(
    serverRequests.tests,
    guard<TestsParams, TestsResult>(noTests, withContext(context, tests)),
  );
  connection.onRequest(
    serverRequests.environments,
    guard<unknown, EnvironmentsResult>(noEnvironments, withContext(context, environments)),
  );
  const nothingExplained: Explain403Result = { explanation: null };
  const noChanges: ChangesOfAccessResult = { changes: [] };
  connection.onRequest(
    serverRequests.addTest,
    guard<AddTestParams, AddTestResult>(null, withContext(context, addTest)),
  );
  connection.onRequest(
    serverRequests.explain403,
    guard<Explain403Params, Explain403Result>(nothingExplained, withContext(context, explain403)),
  );
  connection.onRequest(
    serverRequests.changesOfAccess,
    guard<ChangesOfAccessParams, ChangesOfAccessResult>(noChanges, withContext(context, changesOfAccess)),
  );
  connection.onRequest(
    serverRequests.scan,
    guard<unknown, ScanResult>(noScan, (_params, token) =>
      scanWithProgress(connection, context, files, token),
    ),
  );
}

/** Runs one of our commands; of those there is only the one that opens a page. */
async function executeCommand(
  connection: Connection,
  { client }: Context,
  params: ExecuteCommandParams,
): Promise<null> {
  const page: unknown = params.arguments?.[0];
  const isPage = typeof page === "string" && page.startsWith("https://");
  if (params.command !== serverCommands.openDocumentation || !isPage) return null;
  if (client.showsDocuments) await connection.window.showDocument({ uri: page, external: true });
  else connection.window.showInformationMessage(page);
  return null;
}

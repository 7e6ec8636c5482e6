import {
  CodeActionKind,
  type DiagnosticOptions,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import { serverCommands } from "../protocol.ts";
import type { Client } from "./client.ts";
import { fixAllKind } from "./features/code-action-resolve.ts";

/** What the server does for a client. */
export function capabilitiesFor(client: Client): ServerCapabilities {
  const registersLater = client.registersDiagnostics || !client.pullsDiagnostics;
  return {
    positionEncoding: client.encoding,
    textDocumentSync: {
      openClose: true,
      change: TextDocumentSyncKind.Incremental,
      save: { includeText: false },
    },
    ...(registersLater ? {} : { diagnosticProvider: diagnosticOptions(false) }),
    hoverProvider: true,
    codeActionProvider: {
      codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, fixAllKind],
      resolveProvider: client.resolvesEdits,
    },
    codeLensProvider: {},
    inlayHintProvider: {},
    documentLinkProvider: {},
    // Only in access files: elsewhere, the languages' own servers complete and rename.
    completionProvider: { triggerCharacters: ['"'] },
    renameProvider: { prepareProvider: true },
    definitionProvider: true,
    referencesProvider: true,
    workspaceSymbolProvider: true,
    executeCommandProvider: { commands: Object.values(serverCommands) },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}

/** A module can affect the problems of a root, so documents depend on each other. */
export function diagnosticOptions(workspaceDiagnostics: boolean): DiagnosticOptions {
  return { identifier: "keyvault-network", interFileDependencies: true, workspaceDiagnostics };
}

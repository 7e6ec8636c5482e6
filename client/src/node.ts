import { type ExtensionContext, Uri } from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { compiledCodeFolder, compiledCodeVariable } from "../../server/src/protocol/compiled-code.ts";
import { restartingClient } from "./restarts.ts";

/**
 * Desktop and remote VS Code: the server is a separate process, which may keep the code that it compiled in the extension's storage.
 */
export function createClient(
  options: LanguageClientOptions,
  { extensionUri, globalStorageUri }: ExtensionContext,
): BaseLanguageClient {
  const server = {
    module: Uri.joinPath(extensionUri, "dist/server.js").fsPath,
    transport: TransportKind.ipc,
    options: { env: { [compiledCodeVariable]: Uri.joinPath(globalStorageUri, compiledCodeFolder).fsPath } },
  };
  return restartingClient(
    options,
    (all) => new LanguageClient("keyVaultNetwork", "Key Vault Network", server, all),
  );
}

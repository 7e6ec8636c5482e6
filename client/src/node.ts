import { Uri } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import type { ClientFactory } from "./language-server.ts";

/** Desktop and remote VS Code: the server is a separate process. */
export function clientFactory(extension: Uri): ClientFactory {
  const server = { module: Uri.joinPath(extension, "dist/server.js").fsPath, transport: TransportKind.ipc };
  return (options) => new LanguageClient("keyVaultNetwork", "Key Vault Network", server, options);
}

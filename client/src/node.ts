import type { ExtensionContext } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { startExtension, stopExtension } from "./extension.ts";

/** Desktop and remote VS Code: the server is a separate process. */
export function activate(context: ExtensionContext): void {
  const module = context.asAbsolutePath("dist/server.js");
  startExtension(context, (options) => {
    const server = { module, transport: TransportKind.ipc };
    return new LanguageClient("keyVaultNetwork", "Key Vault Network", server, options);
  });
}

export function deactivate(): Promise<void> {
  return stopExtension();
}

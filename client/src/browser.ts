import { Uri } from "vscode";
import type { ExtensionContext } from "vscode";
import { LanguageClient } from "vscode-languageclient/browser";
import { startExtension, stopExtension } from "./extension.ts";

/** The part of the web platform that is used here; the client is compiled without the rest of it. */
declare const Worker: new (script: string) => object;

/** VS Code in the browser: the server is a worker. */
export function activate(context: ExtensionContext): void {
  const script = Uri.joinPath(context.extensionUri, "dist/server.js").toString(true);
  startExtension(context, (options) => {
    return new LanguageClient("keyVaultNetwork", "Key Vault Network", new Worker(script), options);
  });
}

export function deactivate(): Promise<void> {
  return stopExtension();
}

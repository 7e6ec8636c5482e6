import { Uri } from "vscode";
import type { ExtensionContext } from "vscode";
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from "vscode-languageclient/browser";
import { startExtension, stopExtension } from "./extension.ts";
import type { WorkerLike } from "./supervised-worker.ts";
import { supervisedWorker } from "./supervised-worker.ts";

/** The part of the web platform that is used here; the client is compiled without the rest of it. */
declare const Worker: new (script: string) => WorkerLike;

/** VS Code in the browser: the server is a worker. */
export function activate(context: ExtensionContext): void {
  const script = Uri.joinPath(context.extensionUri, "dist/server.js").toString(true);
  startExtension(context, (options) => {
    const connect = (): Promise<{ reader: BrowserMessageReader; writer: BrowserMessageWriter }> => {
      const port = supervisedWorker(
        () => new Worker(script),
        (message) => options.outputChannel?.appendLine(message),
      );
      // Messages need only these members of a worker.
      const worker = port as never;
      return Promise.resolve({
        reader: new BrowserMessageReader(worker),
        writer: new BrowserMessageWriter(worker),
      });
    };
    return new LanguageClient("keyVaultNetwork", "Key Vault Network", connect, options);
  });
}

export function deactivate(): Promise<void> {
  return stopExtension();
}

import { type ExtensionContext, Uri } from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from "vscode-languageclient/browser";
import { supervisedWorker, type WorkerLike } from "./supervised-worker.ts";

/** The part of the web platform that is used here; the client is compiled without the rest of it. */
declare const Worker: new (script: string, options: { readonly name: string }) => WorkerLike;

/** VS Code in the browser: the server is a worker. */
export function createClient(
  options: LanguageClientOptions,
  { extensionUri }: ExtensionContext,
): BaseLanguageClient {
  const script = Uri.joinPath(extensionUri, "dist/thread.js").toString(true);
  const connect = (): Promise<{ reader: BrowserMessageReader; writer: BrowserMessageWriter }> => {
    const port = supervisedWorker(
      // By its name, the worker finds the scripts that it loads later (`load-part.ts`).
      () => new Worker(script, { name: script }),
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
}

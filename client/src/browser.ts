import { type ExtensionContext, Uri } from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from "vscode-languageclient/browser";
import { serverNotifications } from "../../server/src/protocol.ts";
import { restartingClient } from "./restarts.ts";
import { watchedWorker, type WorkerLike } from "./watched-worker.ts";

/** The part of the web platform that is used here; the client is compiled without the rest of it. */
declare const Worker: new (script: string, options: { readonly name: string }) => WorkerLike;

/** Also reports that the server has ended, which a worker does not. */
class WorkerReader extends BrowserMessageReader {
  close(): void {
    this.fireClose();
  }
}

/** VS Code in the browser: the server is a worker. */
export function createClient(
  options: LanguageClientOptions,
  { extensionUri }: ExtensionContext,
): BaseLanguageClient {
  const script = Uri.joinPath(extensionUri, "dist/thread.js").toString(true);
  const connect = (): Promise<{ reader: WorkerReader; writer: BrowserMessageWriter }> => {
    const port = watchedWorker(
      // By its name, the worker finds the scripts that it loads later (`load-part.ts`).
      new Worker(script, { name: script }),
      (message) => options.outputChannel?.appendLine(message),
      (params) => {
        port.onmessage?.({ data: { jsonrpc: "2.0", method: serverNotifications.ended, params } });
        reader.close();
      },
    );
    // Messages need only these members of a worker.
    const worker = port as never;
    const reader = new WorkerReader(worker);
    return Promise.resolve({ reader, writer: new BrowserMessageWriter(worker) });
  };
  return restartingClient(
    options,
    (all) => new LanguageClient("keyVaultNetwork", "Key Vault Network", connect, all),
  );
}

import type { MessagePort } from "node:worker_threads";
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { bundledGrammar } from "./grammar/bundled.ts";
import type { FileSource } from "./lsp/host.ts";
import { lifeCycle } from "./lsp/life-cycle.ts";
import { startServer } from "./lsp/server.ts";
import { sharedCancellation } from "./lsp/shared-cancellation.ts";

/** The end of a browser's worker that sends and receives messages. */
type Port = ConstructorParameters<typeof BrowserMessageReader>[0];

/** Serves the client at the other end of a worker: of a browser, or of Node behind its supervisor. */
export function serveFromWorker(end: Port | MessagePort, files: FileSource): void {
  // The messages need only those members of a browser's port that Node's port has too.
  const port = end as Port;
  const options = { ...lifeCycle(), cancellationStrategy: sharedCancellation };
  const connection = createConnection(
    new BrowserMessageReader(port),
    new BrowserMessageWriter(port),
    options,
  );
  startServer(connection, { files, loadGrammar: () => bundledGrammar() });
}

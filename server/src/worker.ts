import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import type { FileSource } from "./lsp/files.ts";
import { lifeCycle } from "./lsp/life-cycle.ts";
import { startServer } from "./lsp/server.ts";
import { sharedCancellation } from "./lsp/shared-cancellation.ts";

/** The end of a browser's worker that sends and receives messages. */
export type Port = ConstructorParameters<typeof BrowserMessageReader>[0];

/** Serves the client at the other end of a worker: of a browser, or of Node behind its supervisor. */
export function serveFromWorker(port: Port, files: FileSource): void {
  const options = { ...lifeCycle(), cancellationStrategy: sharedCancellation };
  const connection = createConnection(
    new BrowserMessageReader(port),
    new BrowserMessageWriter(port),
    options,
  );
  startServer(connection, { files });
}

/// <reference lib="webworker" />
import { noFiles } from "./lsp/host.ts";
import { serveFromWorker } from "./worker.ts";

// A worker has no files; the client answers for them.
serveFromWorker(self, noFiles);

/// <reference lib="webworker" />
import { noFiles } from "./lsp/host.ts";
import { serveFromWorker } from "./worker.ts";

// A worker has no files, so the client supplies them.
serveFromWorker(self, noFiles);

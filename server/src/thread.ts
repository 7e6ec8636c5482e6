/// <reference lib="webworker" />
import { noFiles } from "./lsp/files.ts";
import { nodeHost } from "./node-host.ts";
import { serveFromWorker } from "./worker.ts";

/**
 * The server in a thread, as one bundle for both hosts, because most of it is the same: a thread of a Node process and a
 * browser worker. What only Node has is a part, which a browser does not load.
 */
const isNode = typeof process === "object" && isVersioned(process);

if (isNode) {
  const { port, files } = nodeHost();
  serveFromWorker(port, files);
} else serveFromWorker(self, noFiles);

/** A worker may have an object with that name that replaces Node's, without a version. */
function isVersioned({ versions }: Partial<NodeJS.Process>): boolean {
  return typeof versions?.node === "string";
}

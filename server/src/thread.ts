/**
 * The server in a thread, as one bundle for both hosts, because most of it is the same: a thread of a Node process and a
 * browser worker. Neither loads what only the other needs.
 */
const isNode = typeof process === "object" && isVersioned(process);

void (isNode ? import("./node-worker.ts") : import("./browser.ts"));

/** A worker may have an object with that name that replaces Node's, without a version. */
function isVersioned({ versions }: Partial<NodeJS.Process>): boolean {
  return typeof versions?.node === "string";
}

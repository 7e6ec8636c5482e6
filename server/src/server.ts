/**
 * The server in one bundle for both of its homes, because most of it is the same: a process of Node, and a worker of a
 * browser. Neither loads what only the other needs.
 */
const isNode = typeof process === "object" && isVersioned(process);

void (isNode ? import("./node.ts") : import("./browser.ts"));

/** A worker may have an object of that name that stands in for Node's, without a version. */
function isVersioned({ versions }: Partial<NodeJS.Process>): boolean {
  return typeof versions?.node === "string";
}

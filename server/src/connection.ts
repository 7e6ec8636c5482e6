import type { Worker } from "node:worker_threads";
import { deadlines } from "./protocol.ts";
import { serveProcess } from "./watched-process.ts";

/** Keeps the connection of this process with a client, which a thread serves. */
export function connect(thread: Worker): void {
  serveProcess(thread, deadlines.server);
}

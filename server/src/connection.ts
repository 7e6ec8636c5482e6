import type { Worker } from "node:worker_threads";
import { deadlines } from "./protocol.ts";
import { superviseProcess } from "./supervised-process.ts";

/** Keeps the connection of this process with a client, which threads serve. */
export function supervise(newThread: () => Worker): void {
  superviseProcess(newThread, deadlines.server);
}

import { isMainThread } from "node:worker_threads";

// The connection is kept by a thread that does nothing else, and served by another one.
void (isMainThread ? import("./node-supervisor.ts") : import("./node-worker.ts"));

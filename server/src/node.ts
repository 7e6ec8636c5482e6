import { isMainThread } from "node:worker_threads";

// One thread only keeps the connection, and another one serves it.
void (isMainThread ? import("./node-supervisor.ts") : import("./node-worker.ts"));

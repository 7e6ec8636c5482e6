import { Worker } from "node:worker_threads";

/**
 * Three times as many megabytes as V8's collector of young objects lets in at once. What an analysis of a template of a megabyte makes fits, so that
 * little of it is copied before it is forgotten; the memory is taken when it is needed. By default it would be a quarter.
 */
const maxYoungGenerationSizeMb = 192;

/** Starts a thread that runs a script of the server. */
export function serverThread(script: URL): Worker {
  return new Worker(script, { resourceLimits: { maxYoungGenerationSizeMb } });
}

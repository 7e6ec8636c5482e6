import { availableParallelism } from "node:os";
import { type EvaluatedShare, evaluateShare, type Share } from "./share.ts";
import { threadArgument } from "./thread-argument.ts";

/** Another thread at work. */
export interface Thread {
  /** What it knows of its share. Fails if it ends without that, for whatever reason. */
  readonly answer: Promise<EvaluatedShare>;
  readonly stop: () => void;
}

/** Each has a heap of its own, and more of them would spend their time with starting. */
const mostThreads = 4;

/** How many threads a check may have, with the first one. On two cores, a second one would be in the way of V8's own threads. */
export function threadsOf(cores = availableParallelism()): number {
  return cores > 2 ? Math.min(cores, mostThreads) : 1;
}

/**
 * What recurses too deep for the first thread must not succeed in another one, and what fails there is evaluated again. So these have less than the 984 kB that V8 usually
 * has, not four times as much (https://nodejs.org/api/worker_threads.html#new-workerfilename-options).
 */
const stackSizeMb = 1;

/** Lets a thread of the same program evaluate a share. */
export function startThread(share: Share): Thread {
  const { Worker } = process.getBuiltinModule("node:worker_threads");
  const worker = new Worker(new URL("./cli.js", import.meta.url), {
    argv: [threadArgument],
    workerData: share,
    resourceLimits: { stackSizeMb },
  });
  const answer = new Promise<EvaluatedShare>((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", (status) => {
      reject(new Error(`a thread ended with ${status} before it answered`));
    });
  });
  // It may fail when nobody waits for it, because this thread has failed.
  answer.catch(() => undefined);
  return { answer, stop: () => void worker.terminate() };
}

/** Whether this is such a thread, which evaluates its share then. */
export function answerAsThread(): boolean {
  // Loading this takes as long as a small check, which has no other threads.
  if (process.argv[2] !== threadArgument) return false;
  const threads = process.getBuiltinModule("node:worker_threads");
  threads.parentPort?.postMessage(evaluateShare(threads.workerData as Share));
  return !threads.isMainThread;
}

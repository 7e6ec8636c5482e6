import { type Profiler, Session } from "node:inspector";
import { setFlagsFromString } from "node:v8";

// To begin with counting costs as much as there is in memory, and what is compiled while V8 counts stays slow: these tests have processes of their own,
// which count from here on: Vitest gives files with other options of their environment, named in their first line, to other workers.
const session = new Session();
session.connect();
// What the compiler makes faster it also counts less.
setFlagsFromString("--no-opt");
session.post("Profiler.enable");
session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });

/**
 * How much the product works while `run` runs: how often each block of its source was entered, as V8 counts it. The number is the same on every machine,
 * busy or idle, and grows with loops and calls; what the engine does inside one call (a regular expression, a search in a string) counts as one.
 */
export function workOf(run: () => void): number {
  blocksEntered();
  run();
  return blocksEntered();
}

/** The same of work that waits. */
export async function workOfAsync(run: () => Promise<void>): Promise<number> {
  blocksEntered();
  await run();
  return blocksEntered();
}

/** Since the last time that this was asked. */
function blocksEntered(): number {
  let entered = 0;
  // Without a channel to another thread the answer comes before `post` returns.
  session.post("Profiler.takePreciseCoverage", (error, { result }) => {
    if (error) throw error;
    entered = sum(result.filter(({ url }) => url.includes("/server/src/")).flatMap(countsOf));
  });
  return entered;
}

function countsOf({ functions }: Profiler.ScriptCoverage): readonly number[] {
  return functions.flatMap(({ ranges }) => ranges.map(({ count }) => count));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

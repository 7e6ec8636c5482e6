import { Session } from "node:inspector";
import type { Profiler } from "node:inspector";
import { setFlagsFromString } from "node:v8";

/**
 * How much the product works while `run` runs: how often each block of its source was entered, as V8 counts it. The number is the same on every machine,
 * busy or idle, and grows with loops and calls; what the engine does inside one call (a regular expression, a search in a string) counts as one.
 */
export function workOf(run: () => void): number {
  const session = new Session();
  session.connect();
  // What the compiler makes faster it also counts less.
  setFlagsFromString("--no-opt");
  try {
    session.post("Profiler.enable");
    session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
    run();
    return blocksEntered(session);
  } finally {
    session.post("Profiler.stopPreciseCoverage");
    session.disconnect();
    setFlagsFromString("--opt");
  }
}

function blocksEntered(session: Session): number {
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

import type { AccessFileResult, AccessTestResult } from "../../server/src/protocol/access-tests.ts";
import type { Say } from "./say.ts";

/** How many access tests there are, and which of them fail; a test counts once, regardless of its environments. */
export interface Tally {
  readonly all: number;
  /** Tests that pass in some environment and fail in none. */
  readonly passing: number;
  /** The names of those that fail in any environment. */
  readonly failing: readonly string[];
}

export function tallyOf(files: readonly AccessFileResult[]): Tally {
  const tests = files.flatMap((file) => file.tests);
  const failing = tests.filter(fails);
  const passing = tests.filter(
    (test) => !fails(test) && test.results.some(({ outcome }) => outcome === "passed"),
  );
  return { all: tests.length, passing: passing.length, failing: failing.map(({ name }) => name) };
}

/** "3 of 4 access tests pass", with the names of those that fail below it. */
export function sayTally(say: Say, { all, passing, failing }: Tally): readonly [string, ...string[]] {
  const summary =
    all === 1
      ? say("{0} of 1 access test passes", passing)
      : say("{0} of {1} access tests pass", passing, all);
  return [summary, ...failing.map((name) => say("Fails: {0}", name))];
}

function fails({ results }: AccessTestResult): boolean {
  return results.some(({ outcome }) => outcome === "failed");
}

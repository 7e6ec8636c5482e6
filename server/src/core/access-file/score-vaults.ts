import { cellsOf } from "./cells.ts";
import type { JudgedRoot, JudgeOptions } from "./judged-environment.ts";
import type { TestResult } from "./test-result.ts";

/** The tests about a vault by their places, and whether each passes. The access file may be read again between two roots. */
export type TestScore = ReadonlyMap<string, boolean>;

/** The tests, of any access files, about the vaults of one root in one environment, by their keys; a vault that no test is about has none. */
export function scoreVaults(
  results: readonly TestResult[],
  root: JudgedRoot,
  options: Pick<JudgeOptions, "resolve">,
): ReadonlyMap<string, TestScore> {
  const scores = new Map<string, Map<string, boolean>>();
  for (const { test, environment, outcome, unmet } of results) {
    if (environment !== null && environment !== root.environment) continue;
    const place = JSON.stringify([test.span.document, test.span.start]);
    for (const { key } of cellsOf(test, test.span, [root], options)) {
      const score = scores.get(key) ?? new Map<string, boolean>();
      const isMet = unmet?.every((each) => each.root !== root.root || each.key !== key);
      const passes = isMet ?? outcome === "passed";
      scores.set(key, score.set(place, passes && score.get(place) !== false));
    }
  }
  return scores;
}

/** How many tests there are in scores, and how many of them pass wherever they count. */
export function countTests(scores: readonly TestScore[]): { readonly passed: number; readonly all: number } {
  const tests = new Set(scores.flatMap((score) => [...score.keys()]));
  const passed = [...tests].filter((test) => scores.every((score) => score.get(test) !== false));
  return { passed: passed.length, all: tests.size };
}

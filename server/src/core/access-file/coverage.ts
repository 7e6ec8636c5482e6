import { labelOf, titleOf } from "../access/vault-label.ts";
import { ownVaults } from "../access/worlds.ts";
import type { Span } from "../text/document.ts";
import type { AccessFile, TestResult } from "./access-file.ts";
import { cellsOf, environmentsAmong, environmentsOf, type JudgedRoot, type JudgeOptions } from "./cells.ts";

/** A vault that templates declare or a source that the access file defines, and how many tests mention it. */
export interface Covered {
  readonly name: string;
  readonly span: Span;
  readonly tests: number;
}

export interface TestCoverage {
  readonly vaults: readonly Covered[];
  readonly sources: readonly Covered[];
}

/** What the tests of an access file mention, and what they do not. */
export function coverageOf(
  file: AccessFile,
  roots: readonly JudgedRoot[],
  options: Pick<JudgeOptions, "resolve">,
): TestCoverage {
  return { vaults: coveredVaults(file, roots, options), sources: coveredSources(file) };
}

/** A declaration counts once, regardless of its environments and of the roots that call its module. */
function coveredVaults(
  file: AccessFile,
  roots: readonly JudgedRoot[],
  options: Pick<JudgeOptions, "resolve">,
): readonly Covered[] {
  const environments = environmentsAmong(roots);
  const mentioned = file.tests.map((test) => {
    const vaults = environmentsOf(test, environments).flatMap((each) =>
      cellsOf(test, file, each.roots, options),
    );
    return new Set(vaults.map(({ vault }) => keyOf(vault.label)));
  });
  const declared = new Map<string, Covered>();
  for (const { exists, vault } of roots.flatMap(({ worlds }) => ownVaults(worlds))) {
    if (exists === "no" || vault.existing) continue;
    const key = keyOf(vault.label);
    const tests = mentioned.filter((each) => each.has(key)).length;
    declared.set(key, declared.get(key) ?? { name: titleOf(labelOf(vault)), span: vault.label, tests });
  }
  return [...declared.values()];
}

function coveredSources({ sources, tests }: AccessFile): readonly Covered[] {
  const counts = new Map<string, number>();
  for (const { wanted } of tests) {
    const from = wanted.kind === "access" ? wanted.from.map(({ value }) => value) : [];
    for (const name of new Set(from)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...sources].map(([name, source]) => ({
    name,
    span: source.name.span,
    tests: counts.get(name) ?? 0,
  }));
}

function keyOf({ document, start }: Span): string {
  return `${document} ${start}`;
}

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

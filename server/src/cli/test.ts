import {
  type AccessFile,
  accessTestFindings,
  builtInTags,
  coverageOf,
  type Covered,
  judgeTests,
  knowingPipelines,
  optionsWith,
  type ReportedFinding,
  rootsUnder,
  spanKey,
  type TestCoverage,
  type TestEntry,
  type TestResult,
} from "../core/index.ts";
import { analysesUnder } from "./access-files.ts";
import type { Ground } from "./command-input.ts";
import { environmentVariable } from "./environment-variable.ts";
import { printPath } from "./disk.ts";

export interface TestRun {
  readonly results: readonly { readonly file: AccessFile; readonly result: TestResult }[];
  readonly findings: readonly ReportedFinding[];
  /** The names of what no test mentions, in files that have tests. */
  readonly untested: { readonly vaults: readonly string[]; readonly sources: readonly string[] };
  /** There is no access file whose tests could be evaluated. */
  readonly isWithoutFile: boolean;
}

/** Runs every access file that applies to a root or is below the paths. */
export function runTests({ options, analyses, plans, files, disk, outside }: Ground): TestRun {
  const all = files.all(analyses.map(({ root }) => root));
  const judged = all.map((file) => ({
    file,
    results: judgeTests(
      knowingPipelines(file, () => outside().reading, analyses),
      analysesUnder(file, analyses, files),
      {
        tags: builtInTags,
        resolve: disk.resolve,
        variable: environmentVariable,
        choice: options.environment,
        known: rootsUnder(file, plans),
      },
    ),
  }));
  return {
    results: judged.flatMap(({ file, results }) => results.map((result) => ({ file, result }))),
    findings: judged.flatMap(({ file, results }) => accessTestFindings(results, optionsWith(file, {}))),
    untested: untestedIn(
      all
        .filter(({ tests }) => tests.length > 0)
        .map((file) => coverageOf(file, analysesUnder(file, analyses, files), { resolve: disk.resolve })),
    ),
    isWithoutFile: all.length === 0,
  };
}

/** What the tests of one file leave out may be in those of another one. */
function untestedIn(coverages: readonly TestCoverage[]): TestRun["untested"] {
  const namesOf = (all: readonly Covered[]): readonly string[] => {
    const tested = new Set(all.filter(({ tests }) => tests > 0).map(({ span }) => spanKey(span)));
    return [...new Set(all.filter(({ span }) => !tested.has(spanKey(span))).map(({ name }) => name))];
  };
  return {
    vaults: namesOf(coverages.flatMap(({ vaults }) => vaults)),
    sources: namesOf(coverages.flatMap(({ sources }) => sources)),
  };
}

/** A result as the JSON report has it. */
export function testEntry(
  file: AccessFile,
  { test, span, ...result }: TestResult,
  { places, words }: Pick<Ground, "places" | "words">,
): TestEntry {
  const { outcome, fact, environment, rule, cells, isAssumed } = result;
  const place = places.start(span);
  return {
    name: test.name,
    outcome,
    message: fact === null ? null : words.test(fact),
    ...place,
    file: printPath(span.document),
    environment,
    environments: outcome === "failed" && environment !== null ? [environment] : [],
    rule,
    severity: test.severity ?? "error",
    expected: words.cells(cells, "wanted"),
    actual: words.cells(cells, "found"),
    accessFile: printPath(file.document),
    notes: isAssumed === true ? ["NOTE_ASSUMED_DEPLOYED"] : [],
  };
}

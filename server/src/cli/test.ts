import {
  type AccessFile,
  type ReportedFinding,
  type TestEntry,
  testFindings,
  testResults,
  type TestResult,
  untested,
} from "../core/index.ts";
import { sourceOptions } from "./callers.ts";
import type { Ground } from "./command-input.ts";
import { printPath } from "./disk.ts";

export interface TestRun {
  readonly judged: readonly {
    readonly file: AccessFile;
    readonly results: readonly TestResult[];
    readonly findings: readonly ReportedFinding[];
  }[];
  /** The names of what no test mentions, in files that have tests. */
  readonly untested: ReturnType<typeof untested>;
}

/** Runs every access file that applies to a root or is below the paths. */
export function runTests({ options, analyses, plans, files, disk, outside }: Ground): TestRun {
  const all = files.all(analyses.map(({ root }) => root));
  const question = {
    ...{ analyses, plans, ...sourceOptions },
    reading: () => outside().reading,
    resolve: disk.resolve,
    choice: options.environment,
  };
  const judged = all.map((file) => {
    const results = testResults(file, question);
    return { file, results, findings: testFindings(file, results) };
  });
  return { judged, untested: untested(all, question) };
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

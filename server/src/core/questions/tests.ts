import type { AccessFile, TestResult } from "../access-file/access-file.ts";
import { type Covered, coverageOf, type TestCoverage } from "../access-file/coverage.ts";
import { judgeTests } from "../access-file/judge.ts";
import type { JudgeOptions } from "../access-file/cells.ts";
import type { OutsideReading } from "../outside/read-outside.ts";
import { accessTestFindings } from "../rules/engine/access-tests.ts";
import type { ReportedFinding } from "../rules/engine/reported-finding.ts";
import { spanKey } from "../text/document.ts";
import type { Analysis } from "../workspace/analyzer.ts";
import { type CheckOptions, optionsWith } from "../workspace/check.ts";
import { knowingPipelines } from "../workspace/outside/pipeline-sources.ts";
import { type RootPlan, rootsUnder } from "../workspace/plan.ts";

/** What the tests of an access file are judged with. */
export interface TestsQuestion extends Omit<JudgeOptions, "known"> {
  /** Those of roots to which the file does not apply are left out. */
  readonly analyses: readonly Analysis[];
  readonly plans: readonly RootPlan[];
  /** Asked only if a test names a job. */
  readonly reading: () => OutsideReading;
}

/** The results of all tests of an access file, each in every environment that it is about, in the order of the file. */
export function testResults(file: AccessFile, question: TestsQuestion): readonly TestResult[] {
  const { plans, reading } = question;
  const analyses = analysesUnder(file, question);
  const named = knowingPipelines(file, reading, analyses);
  return judgeTests(named, analyses, { ...question, known: rootsUnder(file, plans) });
}

/** What failing tests of an access file report, there and in templates. */
export function testFindings(
  file: AccessFile,
  results: readonly TestResult[],
  options: CheckOptions = {},
): readonly ReportedFinding[] {
  return accessTestFindings(results, optionsWith(file, options));
}

/** What the tests of an access file mention, and what they do not. */
export function testCoverage(
  file: AccessFile,
  question: Pick<TestsQuestion, "analyses" | "plans" | "resolve">,
): TestCoverage {
  return coverageOf(file, analysesUnder(file, question), question);
}

/** The names of vaults and sources that no test of any file mentions, where there are tests. */
export function untested(
  files: readonly AccessFile[],
  question: Pick<TestsQuestion, "analyses" | "plans" | "resolve">,
): Readonly<Record<keyof TestCoverage, readonly string[]>> {
  const coverages = files.filter(({ tests }) => tests.length > 0).map((file) => testCoverage(file, question));
  const namesOf = (all: readonly Covered[]): readonly string[] => {
    const tested = new Set(all.filter(({ tests }) => tests > 0).map(({ span }) => spanKey(span)));
    return [...new Set(all.filter(({ span }) => !tested.has(spanKey(span))).map(({ name }) => name))];
  };
  return {
    vaults: namesOf(coverages.flatMap(({ vaults }) => vaults)),
    sources: namesOf(coverages.flatMap(({ sources }) => sources)),
  };
}

function analysesUnder(
  file: AccessFile,
  { analyses, plans }: Pick<TestsQuestion, "analyses" | "plans">,
): readonly Analysis[] {
  const roots = new Set(rootsUnder(file, plans).map(({ root }) => root));
  return analyses.filter(({ root }) => roots.has(root));
}

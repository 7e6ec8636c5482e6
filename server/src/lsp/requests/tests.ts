import type { CancellationToken } from "vscode-languageserver";
import {
  type AccessFile,
  accessFileProblems,
  type Analysis,
  type Covered,
  type Deciding,
  type RootPlan,
  testCoverage,
  type TestResult,
  type Words,
} from "../../core/index.ts";
import type {
  AccessFileResult,
  AccessTestOutcome,
  AccessTestResult,
  CoveredResult,
  TestsParams,
  TestsResult,
} from "../../protocol/access-tests.ts";
import { askRoots } from "../roots.ts";
import { type Context, placeOf } from "../context.ts";
import { environmentProblemsOf } from "../environment-problems.ts";
import { normalizeUri, resolvePath } from "../files.ts";

/** Answers `keyvault-network/tests`: every applicable access file, with the results of its tests. */
export async function tests(
  context: Context,
  { uri }: TestsParams,
  token: CancellationToken,
): Promise<TestsResult> {
  const files = await context.accessTests.filesOf(context, token);
  const wanted = uri === undefined ? files : files.filter(({ document }) => document === normalizeUri(uri));
  const { roots } = await context.plans.now();
  const results: AccessFileResult[] = [];
  for (const file of wanted) {
    const judged = await context.accessTests.resultsOf(context, file, token);
    const analyses = await context.accessTests.analysesUnder(context, file, token);
    const wrong = await environmentProblemsOf(context, file);
    results.push({
      uri: context.session.uriOf(file.document),
      environments: [...new Set(analyses.map(({ environment }) => environment))],
      problems: accessFileProblems(file).length + wrong.length,
      tests: showTests(context, file, judged),
      coverage: showCoverage(context, file, analyses, roots),
    });
  }
  return { files: results };
}

function showTests(
  context: Context,
  file: AccessFile,
  results: readonly TestResult[],
): readonly AccessTestResult[] {
  const seen = new Map<string, number>();
  return file.tests.flatMap((test) => {
    const count = (seen.get(test.name) ?? 0) + 1;
    seen.set(test.name, count);
    const [place, name] = [placeOf(context, test.whole), placeOf(context, test.span)];
    if (!place || !name) return [];
    const own = results.filter((each) => each.test === test);
    return [
      {
        ...place,
        id: count === 1 ? test.name : `${test.name} #${count}`,
        name: test.name,
        nameRange: name.range,
        results: own.map((each) => showResult(context, each, name.range)),
      },
    ];
  });
}

function showCoverage(
  context: Context,
  file: AccessFile,
  analyses: readonly Analysis[],
  plans: readonly RootPlan[],
): AccessFileResult["coverage"] {
  const show = (all: readonly Covered[]): readonly CoveredResult[] =>
    all.flatMap(({ name, span, tests: count }) => {
      const place = placeOf(context, span);
      return place ? [{ ...place, name, tests: count }] : [];
    });
  const { vaults, sources } = askRoots(context, analyses, (some) =>
    testCoverage(file, { analyses: some, plans, resolve: resolvePath }),
  );
  return { vaults: show(vaults), sources: show(sources) };
}

function showResult(
  context: Context,
  { span, deciding, environment, outcome, rule, fact, cells, isAssumed }: TestResult,
  otherwise: AccessTestOutcome["place"],
): AccessTestOutcome {
  const { words } = context.client;
  return {
    environment,
    outcome,
    assumed: isAssumed === true,
    rule,
    message: fact === null ? null : words.testResult(fact),
    place: placeOf(context, span)?.range ?? otherwise,
    expected: sayDiffering(words, cells, "wanted"),
    actual: sayDiffering(words, cells, "found"),
    deciding: deciding.flatMap((each) => showDeciding(context, each)),
  };
}

/** For a single difference, the message names its vault, so that the answer itself fits next to the code. */
function sayDiffering(words: Words, cells: TestResult["cells"], what: "wanted" | "found"): string {
  const differing = cells.filter(({ wanted, found }) => JSON.stringify(wanted) !== JSON.stringify(found));
  const [only, ...others] = differing;
  return only && others.length === 0 ? words.answer(only[what]) : words.cells(differing, what);
}

/** The result of the test at the vault of a place, and the facts that decide there. */
function showDeciding(
  context: Context,
  { span, test, fact, vault }: Deciding,
): AccessTestOutcome["deciding"] {
  const { words } = context.client;
  const place = placeOf(context, span);
  const said = test.kind === "test-fails" ? { ...test, because: [] } : test;
  return place ? [{ ...place, text: `${words.testResult(said)} ${words.related(fact)}`, vault }] : [];
}

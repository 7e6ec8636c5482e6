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
  accessFileNames,
  type Document,
  folderOf,
  reportVaults,
  targetOf,
  withTest,
} from "../../core/index.ts";
import type {
  AccessFileResult,
  AccessTestOutcome,
  AccessTestResult,
  CoveredResult,
  TestsParams,
  TestsResult,
  AddTestParams,
  AddTestResult,
} from "../../protocol/access-tests.ts";
import { askRoots, analysesMeant } from "../roots.ts";
import { type Context, placeOf } from "../context.ts";
import { environmentProblemsOf } from "../environment-problems.ts";
import { normalizeUri, resolvePath, relativePath } from "../files.ts";

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

/** Answers `keyvault-network/addTest`: the access file that applies to a vault, with one more test, or a new file. */
export async function addTest(
  context: Context,
  { from, to, expect, environments }: AddTestParams,
  token: CancellationToken,
): Promise<AddTestResult> {
  const root = normalizeUri(to.root);
  const meant =
    environments ?? (to.environment === undefined ? await chosenAt(context, root) : [to.environment]);
  const analyses = await analysesMeant(context, to, token, environments);
  const [vault, ...others] = analyses
    .flatMap(({ worlds }) => reportVaults(worlds))
    .filter(({ key }) => key === to.key);
  if (!vault) return null;
  const document = await fileFor(context, root);
  const all = analyses.flatMap(({ worlds }) => reportVaults(worlds).map((each) => ({ ...each, root })));
  const inEach = [{ ...vault, root }, ...others.map((each) => ({ ...each, root }))] as const;
  const target = targetOf(inEach, all, (id) => relativePath(document.id, id));
  const only = meant.filter((each) => each !== null);
  const { words } = context.client;
  const added = withTest(document, {
    name: words.inEnvironments(words.action({ kind: "test-name", from, vault: target, expect }), only),
    from: await spellingOf(context, root, from),
    to: target,
    expect,
    environments: only,
  });
  if (!added) return null;
  const { converter, session } = context;
  const place = converter.toRange({ ...document, text: added.text }, added.name);
  return { uri: session.uriOf(document.id), text: added.text, name: place };
}

/** The selected environment, if the root has others that are not shown. */
async function chosenAt({ environments, plans }: Context, root: string): Promise<readonly string[]> {
  const chosen = await environments.chosen(root);
  const available = (await plans.now()).roots.find((each) => each.root === root)?.available ?? [];
  const isOneOfSome = available.length > 1 && available.some(({ name }) => name === chosen);
  return chosen !== null && isOneOfSome ? [chosen] : [];
}

/** Writes out a source that only the user's settings define: the name means nothing to others. */
async function spellingOf({ accessFiles, settings }: Context, root: string, from: string): Promise<string> {
  const file = await accessFiles.of(root);
  const means =
    file?.sources.has(from) === true ? null : (await settings.ofWindow()).sources.get(from)?.means;
  return means?.kind === "ip" && means.ranges.length === 1 ? (means.ranges[0]?.value ?? from) : from;
}

/** The access file that applies; if there is none, a new one in the workspace folder, or next to the template. */
export async function fileFor({ session, accessFiles, folders }: Context, root: string): Promise<Document> {
  const file = await accessFiles.of(root);
  const known = file ? await session.load(file.document) : null;
  if (known) return known;
  const around = folders().map((each) => `${normalizeUri(each).replace(/\/$/, "")}/`);
  const folder = around.find((each) => root.startsWith(each)) ?? folderOf(root);
  return { id: `${folder}${accessFileNames[0] ?? ""}`, text: "" };
}

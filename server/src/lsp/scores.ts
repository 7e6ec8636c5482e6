import type { CancellationToken } from "vscode-languageserver";
import {
  type ActionFact,
  type Analysis,
  applyChanges,
  chainOf,
  type Change,
  type ChangedTest,
  type Document,
  type Environment,
  type Fix,
  isAccessFile,
  linkAnalyses,
  type TestResult,
  countTests,
  scoreVaults,
  type TestScore,
} from "../core/index.ts";
import { judge } from "./access-tests.ts";
import type { Analyses } from "./analyses.ts";
import type { Context } from "./context.ts";
import type { Overlay } from "./overlay.ts";
import { askRoots } from "./roots.ts";
import { resolvePath } from "./files.ts";
import { testResultsOf } from "./findings.ts";

/** How changes would affect the access tests that apply to a root. */
export interface Score {
  readonly fact: ActionFact;
  /** Whether a test that passes now would fail. */
  readonly breaks: boolean;
}

/** Documents after the changes. */
export function overlayOf({ session }: Context, changes: readonly Change[]): Overlay {
  const ids = [...new Set(changes.map(({ span }) => span.document))];
  return new Map(
    ids.flatMap((id): readonly (readonly [string, Document])[] => {
      const document = session.document(id);
      const own = changes.filter(({ span }) => span.document === id);
      return document ? [[id, { ...document, text: applyChanges(document.text, own) }]] : [];
    }),
  );
}

/** The environments of a root after the changes: an access file also supplies values. */
function inputsOver(
  { session, accessFiles }: Context,
  { root, inputs }: Pick<Analysis, "root" | "inputs">,
  overlay: Overlay,
): Environment | null {
  if (!inputs || inputs.set.size === 0 || ![...overlay.keys()].some(isAccessFile)) return inputs;
  const files = { get: (id: string) => (overlay.has(id) ? overlay.get(id) : session.document(id)) };
  const given = accessFiles.inForce(root, files)?.environments.get(inputs.name ?? "")?.set;
  return {
    ...inputs,
    set: new Map([...inputs.set].map(([name, value]) => [name, given?.get(name) ?? value])),
  };
}

/** A root as it would be with other texts, together with what its neighbors would then contribute to it. */
export async function analysisOver(
  context: Context,
  analysis: Analysis,
  overlay: Overlay,
  over: Analyses,
  token: CancellationToken,
): Promise<Analysis> {
  const after = await over.of(analysis.root, inputsOver(context, analysis, overlay), token);
  if (analysis.neighbors.length === 0) return after;
  const neighbors: Analysis[] = [];
  for (const each of analysis.neighbors)
    neighbors.push(isTouched(each, overlay) ? await over.of(each.root, each.inputs, token) : each);
  const [linked = after] = linkAnalyses([after, ...neighbors]);
  return linked;
}

function isTouched({ reads }: Pick<Analysis, "reads">, overlay: Overlay): boolean {
  return [...overlay.keys()].some((id) => reads.has(id));
}

/** Runs the access tests that apply to a root as if the changes were made; null if there are none. */
export async function scoreChanges(
  context: Context,
  root: string,
  changes: readonly Change[],
  token: CancellationToken,
): Promise<Score | null> {
  const files = chainOf(await context.accessFiles.of(root)).filter(({ tests }) => tests.length > 0);
  if (files.length === 0) return null;
  const overlay = overlayOf(context, changes);
  const analyses = context.session.analysesOver(overlay);
  const [before, after]: [TestResult[], TestResult[]] = [[], []];
  for (const file of files) {
    const then: Analysis[] = [];
    for (const analysis of await context.accessTests.analysesUnder(context, file, token)) {
      // A root that read none of the changed documents, as its neighbors, stays as it is.
      const isSame =
        inputsOver(context, analysis, overlay) === analysis.inputs &&
        ![analysis, ...analysis.neighbors].some((each) => isTouched(each, overlay));
      then.push(isSame ? analysis : await analysisOver(context, analysis, overlay, analyses, token));
    }
    before.push(...(await context.accessTests.resultsOf(context, file, token)));
    after.push(...(await judge(context, file, await context.states.assumedIn(then))));
  }
  return compare(before, after);
}

function compare(before: readonly TestResult[], after: readonly TestResult[]): Score {
  const [failedBefore, failedAfter] = [failures(before), failures(after)];
  const fixed = changedTests(before, (key) => failedBefore.has(key) && !failedAfter.has(key));
  const broken = changedTests(after, (key) => failedAfter.has(key) && !failedBefore.has(key));
  return { fact: { kind: "tests-change", fixed, broken }, breaks: broken.length > 0 };
}

function failures(results: readonly TestResult[]): ReadonlySet<string> {
  return new Set(results.filter(({ outcome }) => outcome === "failed").map(keyOf));
}

/** Identifies a test in one environment, in the same version of its access file. */
function keyOf({ test: { span }, environment }: TestResult): string {
  return JSON.stringify([span.document, span.start, environment]);
}

/** The tests with changed results, each with the environments of these unless they are all that the test has. */
function changedTests(
  results: readonly TestResult[],
  isChanged: (key: string) => boolean,
): readonly ChangedTest[] {
  return [...new Set(results.map(({ test }) => test))].flatMap((test) => {
    const own = results.filter((each) => each.test === test);
    const changed = own.filter((each) => isChanged(keyOf(each)));
    if (changed.length === 0) return [];
    const isEverywhere = changed.length === own.length;
    const environments = isEverywhere ? [] : changed.flatMap(({ environment }) => environment ?? []);
    return [{ test: test.name, environments }];
  });
}

/** The title of a fix, with its effect on access tests if there are any. */
export function withScore({ client }: Context, fix: Fix, score: Score | null): string {
  const title = client.words.fix(fix);
  return score ? `${title} (${client.words.action(score.fact)})` : title;
}

/** The scores of the vaults of each root, by their keys. */
export type VaultScores = ReadonlyMap<Analysis, ReadonlyMap<string, TestScore>>;

/** How many of the access tests about each vault pass, as they are shown in templates. */
export async function vaultScores(context: Context, analyses: readonly Analysis[]): Promise<VaultScores> {
  const found: [Analysis, ReadonlyMap<string, TestScore>][] = [];
  for (const analysis of analyses) {
    const settings = await context.settings.of(context.session.uriOf(analysis.root));
    const results: TestResult[] = [];
    for (const file of chainOf(await context.accessFiles.of(analysis.root)))
      results.push(...(await testResultsOf(context, file, settings)).results);
    found.push(
      ...askRoots(context, [analysis], (some) =>
        some.map((each): [Analysis, ReadonlyMap<string, TestScore>] => [
          each,
          scoreVaults(results, each, { resolve: resolvePath }),
        ]),
      ),
    );
  }
  return new Map(found);
}

/** "3/4 access tests"; empty if no test is about any of the vaults. */
export function sayScores(
  { client: { words } }: Pick<Context, "client">,
  scores: VaultScores,
  vaults: readonly (readonly [analysis: Analysis, key: string])[],
): string {
  const { passed, all } = countTests(
    vaults.flatMap(([analysis, key]) => scores.get(analysis)?.get(key) ?? []),
  );
  return all === 0 ? "" : words.lens.accessTests(passed, all);
}

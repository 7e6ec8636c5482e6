import {
  type Analysis,
  chainOf,
  countTests,
  scoreVaults,
  type TestResult,
  type TestScore,
} from "../core/index.ts";
import { askRoots } from "./roots.ts";
import type { Context } from "./context.ts";
import { resolvePath } from "./files.ts";
import { testResultsOf } from "./findings.ts";

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

import { labelOf, titleOf } from "../access/vault-label.ts";
import { ownVaults } from "../access/worlds.ts";
import type { Span } from "../text/document.ts";
import type { AccessFile } from "./access-file.ts";
import { cellsOf } from "./cells.ts";
import {
  environmentsAmong,
  environmentsOf,
  type JudgedRoot,
  type JudgeOptions,
} from "./judged-environment.ts";

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

import type { AccessFile, AccessTest } from "./access-file.ts";
import { vaultsAcross } from "../access/worlds.ts";
import { cellsOf } from "./cells.ts";
import { judgeAccess, type Question } from "./judge-access.ts";
import { judgeExposure } from "./judge-exposure.ts";
import {
  environmentNames,
  environmentsAmong,
  environmentsOf,
  type JudgedEnvironment,
  type JudgedRoot,
  type JudgeOptions,
} from "./judged-environment.ts";
import { missingNames, notEvaluated, unused } from "./missing-names.ts";
import type { TestResult } from "./test-result.ts";

/**
 * Judges the tests of an access file, each in every environment it is about, in the order of the file. A test that names what
 * is not there has one result, of KV602.
 */
export function judgeTests(
  file: AccessFile,
  roots: readonly JudgedRoot[],
  options: JudgeOptions,
): readonly TestResult[] {
  const environments = environmentsAmong(roots);
  const worlds = roots.flatMap((each) => each.worlds);
  return file.tests.flatMap((test) => {
    if (isLeftOut(test, options)) return [];
    const meant = environmentsOf(test, environments, options.known);
    const missing = missingNames(test, file, environments, options);
    if (missing) return [missing];
    const results = meant.flatMap((each) => {
      const own = { ...each, worlds: [each.roots.flatMap((root) => root.worlds), worlds] };
      const result = judgeTest(test, file, own, options);
      if (!result) return [];
      const written = each.roots.some(isAsDeployed) ? { ...own, ...asWritten(each) } : null;
      const isAssumed = written !== null && leans(result, judgeTest(test, file, written, options));
      return [isAssumed ? { ...result, isAssumed } : result];
    });
    const skipped = isChosen(options)
      ? []
      : meant
          .filter(({ others }) => cellsOf(test, file, others, options).length > 0)
          .flatMap(({ name, others }) => (name === null ? [] : [notEvaluated(test, name, others)]));
    if (skipped.length > 0) return [...results, ...skipped];
    return meant.some(({ roots }) => roots.length > 0) ? [...results, ...unused(test, results)] : results;
  });
}

function isAsDeployed({ worlds: [world] }: JudgedRoot): boolean {
  return world?.asWritten !== undefined;
}

/** The roots without values of a state. */
function asWritten({ name, roots }: JudgedEnvironment): JudgedEnvironment {
  return {
    name,
    roots: roots.map((each) => ({ ...each, worlds: each.worlds[0]?.asWritten ?? each.worlds })),
  };
}

function leans({ outcome, cells }: TestResult, written: TestResult | null): boolean {
  return JSON.stringify([outcome, cells]) !== JSON.stringify([written?.outcome, written?.cells]);
}

function isLeftOut({ environments }: AccessTest, options: JudgeOptions): boolean {
  return (
    environments.length > 0 &&
    isChosen(options) &&
    !environments.some(({ value }) => value === options.choice)
  );
}

/** Whether one of the environments was chosen, so that tests of others do not count. */
function isChosen({ choice = null, known = [] }: JudgeOptions): boolean {
  return choice !== null && environmentNames(known).includes(choice);
}

/** Null if an environment has none of the vaults that a test is about. */
function judgeTest(
  test: AccessTest,
  file: AccessFile,
  { name, roots, worlds }: JudgedEnvironment & { readonly worlds: Question["worlds"] },
  options: JudgeOptions,
): TestResult | null {
  const vaults = cellsOf(test, file, roots, options);
  if (vaults.length === 0) return null;
  const { wanted } = test;
  const judged =
    wanted.kind === "access"
      ? judgeAccess({ test, wanted, environment: name, vaults, worlds, sources: file.sources, options })
      : judgeExposure({ test, wanted, environment: name, vaults });
  if (!judged) return null;
  const unmet = roots.flatMap((each) =>
    vaultsAcross(each.worlds)
      .filter((across) => judged.unmet.includes(across))
      .map(({ key }) => ({ root: each.root, key })),
  );
  return { ...judged, unmet };
}

import type { World } from "../access/worlds.ts";
import type { DocumentId } from "../text/span.ts";
import type { AccessFile, AccessTest } from "./access-file.ts";
import { cellsOf } from "./cells.ts";
import { judgeAccess } from "./judge-access.ts";
import { judgeExposure } from "./judge-exposure.ts";
import type { SourceOptions } from "./resolve-source.ts";
import { environmentsOf } from "./environments-of.ts";
import { missingNames } from "./missing-names.ts";
import type { TestResult } from "./test-result.ts";

/** What is known of the templates that an access file speaks of, in one environment. */
export interface JudgedEnvironment {
  /** Null where nothing replaces defaults. */
  readonly name: string | null;
  readonly roots: readonly JudgedRoot[];
}

export interface JudgedRoot {
  readonly root: DocumentId;
  readonly worlds: readonly World[];
}

export interface JudgeOptions extends SourceOptions {
  /** The id of a path as written in the access file. */
  readonly resolve: (from: DocumentId, path: string) => DocumentId;
}

/**
 * Judges the tests of an access file, each in every environment it is about, in the order of the file. A test that names what
 * is not there has one result, of KV602.
 */
export function judgeTests(
  file: AccessFile,
  environments: readonly JudgedEnvironment[],
  options: JudgeOptions,
): readonly TestResult[] {
  return file.tests.flatMap((test) => {
    const missing = missingNames(test, file, environments, options);
    if (missing) return [missing];
    return environmentsOf(test, environments).flatMap((each) => judgeTest(test, file, each, options) ?? []);
  });
}

/** Null where an environment has none of the vaults that a test is about. */
function judgeTest(
  test: AccessTest,
  file: AccessFile,
  { name, roots }: JudgedEnvironment,
  options: JudgeOptions,
): TestResult | null {
  const vaults = cellsOf(test, file, roots, options);
  if (vaults.length === 0) return null;
  const { wanted } = test;
  return wanted.kind === "access"
    ? judgeAccess({ test, wanted, environment: name, vaults, sources: file.sources, options })
    : judgeExposure({ test, wanted, environment: name, vaults });
}

import type {
  AccessFile,
  Analysis,
  Environment,
  JudgedEnvironment,
  ReportedFinding,
  TestResult,
} from "../core/index.ts";
import { accessTestFindings, analyze, builtInTags, judgeTests, optionsWith } from "../core/index.ts";
import { environmentVariable } from "./environment-variable.ts";
import type { AccessFiles } from "./access-files.ts";
import { environmentsIn, rootsUnder } from "./access-files.ts";
import type { Disk } from "./disk.ts";
import { printPath } from "./disk.ts";
import type { Options } from "./options.ts";
import type { Places } from "./places.ts";
import type { TestEntry } from "./report.ts";

export interface TestRun {
  readonly results: readonly { readonly file: AccessFile; readonly result: TestResult }[];
  readonly findings: readonly ReportedFinding[];
  /** There is no access file whose tests could be judged. */
  readonly isWithoutFile: boolean;
}

/** Judges every access file that is in force at a root, or stands below the paths. */
export function runTests(
  options: Pick<Options, "environment" | "parameters">,
  analyses: readonly Analysis[],
  files: AccessFiles,
  disk: Disk,
): TestRun {
  const all = files.all(analyses.map(({ root }) => root));
  const judged = all.map((file) => ({ file, results: judgeFile(file, options, analyses, files, disk) }));
  return {
    results: judged.flatMap(({ file, results }) => results.map((result) => ({ file, result }))),
    findings: judged.flatMap(({ file, results }) => accessTestFindings(results, optionsWith(file, {}))),
    isWithoutFile: all.length === 0,
  };
}

function judgeFile(
  file: AccessFile,
  options: Pick<Options, "environment" | "parameters">,
  analyses: readonly Analysis[],
  files: AccessFiles,
  disk: Disk,
): readonly TestResult[] {
  const roots = rootsUnder(file, analyses, files);
  const own = analyses.filter(({ root }) => roots.includes(root));
  const environments = environmentsAsked(file, options, roots, files, disk).map(
    (environment): JudgedEnvironment => ({
      name: environment?.name ?? null,
      roots: environment
        ? roots.map((root) => analyze({ root, files: disk, environment, parameters: options.parameters }))
        : own,
    }),
  );
  return judgeTests(file, environments, {
    tags: builtInTags,
    resolve: disk.resolve,
    variable: environmentVariable,
  });
}

/** The environments of the file; with `--environment` only that one, which parameter files may make as well. */
function environmentsAsked(
  file: AccessFile,
  { environment: name }: Pick<Options, "environment">,
  roots: readonly string[],
  files: AccessFiles,
  disk: Disk,
): readonly (Environment | null)[] {
  if (name === null) return environmentsIn(file, disk);
  const found = roots.map((root) => files.environment(name, root)).find((each) => each);
  return found ? [found] : [];
}

/** A result as the JSON report has it. */
export function testEntry(
  file: AccessFile,
  { test, span, ...result }: TestResult,
  places: Places,
): TestEntry {
  const { outcome, message, environment, rule, expected, actual } = result;
  const place = places.start(span);
  return {
    name: test.name,
    outcome,
    message,
    ...place,
    file: printPath(span.document),
    environment,
    rule,
    severity: test.severity ?? "error",
    expected,
    actual,
    accessFile: printPath(file.document),
  };
}

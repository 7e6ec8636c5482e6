import {
  type AccessFile,
  accessFileNames,
  grouped,
  protectingTests,
  type ReportedFinding,
  type TestEntry,
  testFindings,
  testResults,
  type TestResult,
  untested,
  withTests,
} from "../core/index.ts";
import { dirname, relative, sep } from "node:path";
import { sourceOptions, workspaceOf } from "./callers.ts";
import type { Ground } from "./command-input.ts";
import { idOfPath, printPath } from "./disk.ts";
import type { FixedFile } from "./fix.ts";

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

/** The access files, and new ones, with tests that keep what works today; none where not everything was read. */
export function protectedFiles(ground: Ground): readonly FixedFile[] {
  const { analyses, plans, files, disk, words, isWhole } = ground;
  const byFile = grouped(isWhole ? analyses : [], ({ root }) => [
    files.of(root)?.document ?? newFileFor(root, ground),
  ]);
  return [...byFile].flatMap(([id, among]) => {
    const before = disk.get(id)?.text ?? "";
    const print = (to: string): string => relative(dirname(id), to).replaceAll(sep, "/");
    const tests = protectingTests(workspaceOf(ground, { print }), {
      ...{ among, plans, file: files.of(among[0].root) },
      print,
      nameOf: (group, only) => words.inEnvironments(words.action({ kind: "test-group", ...group }), only),
    });
    const after = withTests({ id, text: before }, tests) ?? before;
    return after === before ? [] : [{ id, before, after }];
  });
}

/** In the folder that was named, or next to the template. */
function newFileFor(root: string, { paths, disk }: Ground): string {
  const folders = paths.map(idOfPath).filter((each) => disk.isFolder(each) && root.startsWith(each));
  return `${folders[0] ?? dirname(root)}/${accessFileNames[0] ?? ""}`;
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

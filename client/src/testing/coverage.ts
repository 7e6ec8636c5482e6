import {
  DeclarationCoverage,
  FileCoverage,
  StatementCoverage,
  type TestRun,
  type TestRunProfile,
  Uri,
} from "vscode";
import type { AccessFileResult } from "../../../server/src/protocol/access-tests.ts";
import { groupsBy } from "../agreement.ts";
import { toRange } from "../open-place.ts";

/** A file with its vaults or sources, and how many tests mention each of them. */
class MentionsIn extends FileCoverage {
  readonly details: readonly (DeclarationCoverage | StatementCoverage)[];

  constructor(uri: Uri, details: readonly (DeclarationCoverage | StatementCoverage)[]) {
    const counts = FileCoverage.fromDetails(uri, [...details]);
    super(uri, counts.statementCoverage, undefined, counts.declarationCoverage);
    this.details = details;
  }
}

/**
 * Adds to a run which vaults of the templates and which sources of the access files its tests mention:
 * https://code.visualstudio.com/api/extension-guides/testing#test-coverage
 */
export function reportCoverage(run: TestRun, files: readonly AccessFileResult[]): void {
  const all = files.flatMap(({ coverage }) => [...coverage.vaults, ...coverage.sources]);
  for (const own of groupsBy(all, ({ uri }) => uri)) {
    // Several access files may be about one vault.
    const details = groupsBy(own, ({ range }) => JSON.stringify(range)).flatMap((same) => {
      const [{ name, range }] = same;
      const tests = same.reduce((sum, each) => sum + each.tests, 0);
      return [
        new DeclarationCoverage(name, tests, toRange(range)),
        // Statements are what the editor marks.
        new StatementCoverage(tests, toRange(range)),
      ];
    });
    run.addCoverage(new MentionsIn(Uri.parse(own[0].uri), details));
  }
}

/** What VS Code asks when a covered file is shown. */
export const loadDetails: NonNullable<TestRunProfile["loadDetailedCoverage"]> = (_run, coverage) =>
  Promise.resolve(coverage instanceof MentionsIn ? [...coverage.details] : []);

import type { TestRule } from "../core/access-file/access-file.ts";
import type { Sentence } from "../core/words/sentence.ts";
import type { Location, LocationRange, VaultReference } from "./names.ts";

export interface TestsParams {
  /** Only this access file; all that apply somewhere if it is left out. */
  readonly uri?: string;
}

export interface TestsResult {
  readonly files: readonly AccessFileResult[];
}

/** An access file with its tests and their results for the current templates. */
export interface AccessFileResult {
  readonly uri: string;
  /** The environments in which tests run; only null if the file has none. */
  readonly environments: readonly (string | null)[];
  /** How many errors keep parts of the file from being read. */
  readonly problems: number;
  readonly tests: readonly AccessTestResult[];
  /** The vaults of the templates that it applies to, and its sources. */
  readonly coverage: {
    readonly vaults: readonly CoveredResult[];
    readonly sources: readonly CoveredResult[];
  };
}

/** A vault or source, and how many tests mention it; `uri` and `range` are where it is declared. */
export interface CoveredResult extends Location {
  readonly name: string;
  readonly tests: number;
}

/** A test; `range` covers all of it. */
export interface AccessTestResult extends Location {
  /** Stable as long as its name and its position among tests with the same name are. */
  readonly id: string;
  readonly name: string;
  /** Where it is reported: at its name, or at its `from` or `to`. */
  readonly nameRange: LocationRange;
  /** One for each environment in which it runs. */
  readonly results: readonly AccessTestOutcome[];
}

export interface AccessTestOutcome {
  readonly environment: string | null;
  readonly outcome: "passed" | "failed" | "skipped";
  /** Whether the outcome leans on values of a state. */
  readonly assumed: boolean;
  /** The rule that reports it, `KV601`; null if it has passed. */
  readonly rule: TestRule | null;
  /** One line that does not repeat the name of the test; null if it has passed. */
  readonly message: Sentence | null;
  /** Where the message belongs in the access file. */
  readonly place: LocationRange;
  /**
   * Expected and actual results if they differ, one line for each source and vault: "internet → kv: denied"; for a
   * single one "denied".
   */
  readonly expected: Sentence;
  readonly actual: Sentence;
  /** Where templates decide this, each with what the test comes to at the vault there. */
  readonly deciding: readonly (Location & { readonly text: Sentence; readonly vault: string })[];
}

export type AddTestParams = ExpectedAccess;

/** The access that a source should have to a vault. */
export interface ExpectedAccess {
  /** The source as given to `simulate`. */
  readonly from: string;
  readonly to: VaultReference;
  readonly expect: "allow" | "deny";
  /** The environments in which it should, with null for defaults; all that are shown if it is left out. */
  readonly environments?: readonly (string | null)[];
}

/** Null if there is no such vault, or if the tests of the access file there cannot be read. */
export type AddTestResult = {
  /** The access file, which may not exist yet. */
  readonly uri: string;
  /** Its complete text with the test added. */
  readonly text: string;
  /** Where the new test's name is in that text. */
  readonly name: LocationRange;
} | null;

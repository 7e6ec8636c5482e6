import type { TestRule } from "../core/access-file/test-result.ts";
import type { Sentence } from "../core/words/sentence.ts";
import type { Location, LocationRange, VaultReference } from "./names.ts";

export interface TestsParams {
  /** Only this access file; all that are in force somewhere when it is left out. */
  readonly uri?: string;
}

export interface TestsResult {
  readonly files: readonly AccessFileResult[];
}

/** An access file with its tests, judged as the templates stand now. */
export interface AccessFileResult {
  readonly uri: string;
  /** The environments in which tests are judged; a null alone where the file has none. */
  readonly environments: readonly (string | null)[];
  /** How many mistakes keep parts of the file from being read. */
  readonly problems: number;
  readonly tests: readonly AccessTestResult[];
}

/** A test; `range` is all of it. */
export interface AccessTestResult extends Location {
  /** The same as long as its name is, and as it is the same one among those of that name. */
  readonly id: string;
  readonly name: string;
  /** Where it is reported: its name, or what it is about. */
  readonly nameRange: LocationRange;
  /** One for each environment that it is about. */
  readonly results: readonly AccessTestOutcome[];
}

export interface AccessTestOutcome {
  readonly environment: string | null;
  readonly outcome: "passed" | "failed" | "skipped";
  /** The rule that reports it, `KV601`; null when it has passed. */
  readonly rule: TestRule | null;
  /** One line; null when it has passed. */
  readonly message: Sentence | null;
  /** Where the message belongs in the access file. */
  readonly place: LocationRange;
  /** What was wanted and what is where these differ, a line for each source and vault: "internet → kv: denied"; of one alone "denied". */
  readonly expected: Sentence;
  readonly actual: Sentence;
  /** Where templates decide so, each with a sentence. */
  readonly deciding: readonly (Location & { readonly text: Sentence; readonly vault: string })[];
}

export interface AddTestParams {
  /** The source as given to `simulate`. */
  readonly from: string;
  readonly to: VaultReference;
  readonly expect: "allow" | "deny";
  /** The environments in which it is wanted, null among them where defaults count; all that are shown when it is left out. */
  readonly environments?: readonly (string | null)[];
}

/** Null when there is no such vault, or the access file there cannot be read as far as its tests. */
export type AddTestResult = {
  /** The access file, which may not be there yet. */
  readonly uri: string;
  /** All of its text once the test is added. */
  readonly text: string;
  /** Where the new test's name stands in that text. */
  readonly name: LocationRange;
} | null;

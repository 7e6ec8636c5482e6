import type { Sentence } from "../core/words/sentence.ts";
import type { ExpectedAccess } from "./access-tests.ts";

/** A change that would allow a caller, or block it. */
export interface AccessChange {
  /** "Add 198.51.100.7/32 to ipRules of kv". */
  readonly title: Sentence;
  /** Its effect on access tests: "fixes 'Internet is blocked'; breaks none"; null if there are none. */
  readonly tests: Sentence | null;
  /** The line of each file where it begins, `main.bicep:12`; empty if it has to be written by hand. */
  readonly places: readonly string[];
  /** The documents it changes, with their complete texts as they were read and after it; none if it has to be written by hand. */
  readonly documents: readonly { readonly uri: string; readonly before: string; readonly text: string }[];
}

/** Requests the smallest changes that would reverse a verdict, narrowest first. */
export type ChangesOfAccessParams = ExpectedAccess;

export interface ChangesOfAccessResult {
  /** Whether edits were tried, and those that are not listed do not reverse the verdict. */
  readonly isTried: boolean;
  readonly changes: readonly AccessChange[];
}

import type { Sentence } from "../core/words/sentence.ts";
import type { VaultReference } from "./names.ts";

/** A change that would let somebody in, or keep somebody out. */
export interface AccessChange {
  /** "Add 198.51.100.7/32 to ipRules of kv". */
  readonly title: Sentence;
  /** What it does to access tests: "all 4 access tests pass"; null where there are none. */
  readonly tests: Sentence | null;
  /** The whole texts of the documents it changes; none where it has to be written by hand. */
  readonly documents: readonly { readonly uri: string; readonly text: string }[];
}

/** Asks for the smallest changes that would turn a verdict, narrowest first. */
export interface ChangesOfAccessParams {
  readonly from: string;
  readonly to: VaultReference;
  readonly expect: "allow" | "deny";
  /** The environments in which it is wanted, null among them where defaults count; all that are shown when it is left out. */
  readonly environments?: readonly (string | null)[];
}

export interface ChangesOfAccessResult {
  readonly changes: readonly AccessChange[];
}

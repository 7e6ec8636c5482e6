import type { Sentence } from "../core/words/sentence.ts";

/** What several messages name: places, vaults, scenarios, and the words of answers. */

/** A place in a document. */
export interface Location {
  readonly uri: string;
  readonly range: LocationRange;
}

export interface LocationRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** Names a vault among all that the server knows. */
export interface VaultReference {
  /** The uri of the root judged; that of a folder, with a slash at its end, for Terraform. */
  readonly root: string;
  /** The calls and the symbol that lead to it, wherever it is written. */
  readonly key: string;
  /** The environment it is judged under, null where defaults count; left out for all that are shown. */
  readonly environment?: string | null;
}

export type VerdictWord = "allowed" | "denied" | "partial" | "depends";

/** An entry of the catalogue of services. */
export interface ScenarioResult {
  readonly service: string;
  readonly name: string;
  readonly text: Sentence;
  /** The words of the text that say what is done, without what is said about them. */
  readonly short: Sentence;
}

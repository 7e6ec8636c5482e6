import type { Sentence } from "../core/words/sentence.ts";

/** Requests the comparison of the templates with the state in a file. */
export interface CompareStateParams {
  readonly uri: string;
}

export interface CompareStateResult {
  /** What differs, as a document in Markdown; null if the file cannot be used. */
  readonly document: string | null;
  /** Why it cannot be used. */
  readonly error: Sentence | null;
}

import type { Sentence } from "../core/words/sentence.ts";

/** Loads Azure's service tags as published by Microsoft; without a file, the built-in ones are restored. */
export interface ServiceTagsParams {
  /** The name contains the date: `ServiceTags_Public_20260622.json`. */
  readonly file: { readonly name: string; readonly text: string } | null;
}

export interface ServiceTagsResult {
  /** The date of the current tags, `2026-06-22`; null if the file does not say. */
  readonly published: string | null;
  /** How many there are. */
  readonly count: number;
  /** Why the file was rejected; null if it was accepted. */
  readonly error: Sentence | null;
}

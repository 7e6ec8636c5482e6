import type { Sentence } from "../core/words/sentence.ts";

/** Takes in Azure's service tags as Microsoft publishes them; without a file those that come along are in force again. */
export interface ServiceTagsParams {
  /** The name tells the day: `ServiceTags_Public_20260622.json`. */
  readonly file: { readonly name: string; readonly text: string } | null;
}

export interface ServiceTagsResult {
  /** The day of the tags in force, `2026-06-22`; null when the file did not tell. */
  readonly published: string | null;
  /** How many there are. */
  readonly count: number;
  /** Why the file was not taken in; null when it was. */
  readonly error: Sentence | null;
}

import type { Location, VaultReference, VerdictWord } from "./names.ts";

export interface SetWhatIfBaselineParams {
  /** What to compare with: the current buffers, texts of another revision in place of the current files, or nothing. */
  readonly baseline:
    | { readonly kind: "buffers" }
    | { readonly kind: "texts"; readonly label: string; readonly files: readonly WhatIfBaselineText[] }
    | null;
}

/** Null for a file that did not exist. Files that are not listed are unchanged. */
export interface WhatIfBaselineText {
  readonly uri: string;
  readonly text: string | null;
}

export interface SetWhatIfBaselineResult {
  readonly isSet: boolean;
}

export interface DiffParams {
  /** Sources to compare in addition to those of access files and "internet". */
  readonly from?: readonly string[];
}

export interface DiffResult {
  /** False if there is no what-if baseline. */
  readonly isSet: boolean;
  readonly changes: readonly AccessDifference[];
}

/** A verdict that differs from that of the what-if baseline; null on the side without such a vault. */
export interface AccessDifference {
  readonly kind: "added" | "changed" | "removed";
  readonly from: string;
  /** Whether `from` can be sent to `simulate`, which is not possible for all trusted services together. */
  readonly isSource: boolean;
  /** The vault's symbol. */
  readonly vault: string;
  readonly before: VerdictWord | null;
  readonly after: VerdictWord | null;
  /** The current vault; null if it no longer exists. */
  readonly reference: VaultReference | null;
  readonly place: Location | null;
}

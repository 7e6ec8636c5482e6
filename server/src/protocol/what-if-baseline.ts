import type { Location, VaultReference, VerdictWord } from "./names.ts";

export interface SetWhatIfBaselineParams {
  /** What is compared with: the buffers as they are now, texts of another revision over today's files, or nothing any more. */
  readonly baseline:
    | { readonly kind: "buffers" }
    | { readonly kind: "texts"; readonly label: string; readonly files: readonly WhatIfBaselineText[] }
    | null;
}

/** Null for a file that was not there. Files that are not named are as they are now. */
export interface WhatIfBaselineText {
  readonly uri: string;
  readonly text: string | null;
}

export interface SetWhatIfBaselineResult {
  readonly isSet: boolean;
}

export interface DiffParams {
  /** Sources to compare besides those of access files and "internet". */
  readonly from?: readonly string[];
}

export interface DiffResult {
  /** False when there is no what-if baseline. */
  readonly isSet: boolean;
  readonly changes: readonly AccessDifference[];
}

/** A verdict that differs from the what-if baseline's; null on the side where there is no such vault. */
export interface AccessDifference {
  readonly kind: "added" | "changed" | "removed";
  readonly from: string;
  /** Whether `from` can be sent to `simulate`; all trusted services together cannot. */
  readonly isSource: boolean;
  /** The vault's symbol. */
  readonly vault: string;
  readonly before: VerdictWord | null;
  readonly after: VerdictWord | null;
  /** The vault as it is now; null when it is gone. */
  readonly reference: VaultReference | null;
  readonly place: Location | null;
}

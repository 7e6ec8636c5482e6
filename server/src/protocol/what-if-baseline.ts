import type { AccessDifference as Difference } from "../core/report/access-difference.ts";
import type { ChangeEffect } from "../core/formats/change-entry.ts";
import type { Sentence } from "../core/words/sentence.ts";
import type { VerdictWord } from "../core/access/verdict.ts";
import type { Location, VaultReference } from "./names.ts";

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
  /** Two versions to compare with each other instead of the baseline and the current files. */
  readonly between?: TwoVersions;
}

/** The files that differ from the current ones in either version, in both. */
export interface TwoVersions {
  readonly before: readonly WhatIfBaselineText[];
  readonly after: readonly WhatIfBaselineText[];
}

export interface DiffResult {
  /** False if there is nothing to compare with. */
  readonly isSet: boolean;
  /** The name of the what-if baseline: "main"; null if it has none. */
  readonly label: string | null;
  readonly changes: readonly AccessDifference[];
  /** Which callers were left out; null if none was. */
  readonly notCompared: Sentence | null;
  /** Who gains and who loses access, and whether that is proved: as the command line says it. */
  readonly review: Sentence | null;
  /** "+64 addresses since main"; null if nothing becomes of any. */
  readonly since: Sentence | null;
}

/** A verdict that differs from that of the what-if baseline; null on the side without such a vault, or, if both have the vault, without such a caller. */
export interface AccessDifference extends Pick<Difference, "kind" | "from" | "isSource" | "environment"> {
  /** The caller as it is displayed. */
  readonly source: Sentence;
  readonly effect: ChangeEffect;
  /** The vault's symbol. */
  readonly vault: string;
  /** The vault's name; null if it is not known. */
  readonly vaultName: string | null;
  readonly before: VerdictWord | null;
  readonly after: VerdictWord | null;
  /** "(+64 addresses: 203.0.113.64/26)", where only some addresses are concerned; otherwise empty. */
  readonly addresses: Sentence;
  /** The current vault; null if it no longer exists. */
  readonly reference: VaultReference | null;
  readonly place: Location | null;
  /** The property that decides now; null if nothing is written. */
  readonly decided: Location | null;
}

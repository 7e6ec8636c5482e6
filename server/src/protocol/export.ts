import type { Sentence } from "../core/words/sentence.ts";
import type { VaultReference } from "./names.ts";
import type { AssumedValueParams } from "./vaults.ts";
import type { TwoVersions } from "./what-if-baseline.ts";

/**
 * What is written: findings and vaults, vaults only, who can reach them, or the differences from the what-if baseline.
 */
export type ExportContent = "check" | "vaults" | "simulate" | "diff";

export interface ExportParams {
  /**
   * As the commands of the command line write it, one after the other; for a format with one table, that of the first
   * command.
   */
  readonly contents: readonly [ExportContent, ...ExportContent[]];
  readonly format: "markdown" | "comment" | "csv" | "json" | "sarif" | "svg" | "text";
  /** The sources for `simulate`, each with the vaults to reach; null for all known ones. */
  readonly asked?: readonly AskedSource[];
  /** Only the findings of these rules, and of files whose paths end so. */
  readonly only?: { readonly rules: readonly string[]; readonly file?: string | undefined };
  /** Instead of a report, the patch of the fixes that affect no access, and of the preferred ones of these rules. */
  readonly fixing?: readonly string[];
  /** Whether all of each vault is written as text, instead of a row. */
  readonly details?: boolean;
  /** As for `diff`. */
  readonly between?: TwoVersions;
}

export interface AskedSource {
  readonly from: string;
  readonly to: readonly VaultReference[] | null;
  /** As for a simulation. */
  readonly assuming?: AssumedValueParams;
}

export interface ExportResult {
  /** In the language of the client; null if it could not be written. */
  readonly text: Sentence | null;
}

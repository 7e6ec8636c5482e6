import type { Sentence } from "../core/words/sentence.ts";
import type { VaultReference } from "./names.ts";

/** What is written: findings and vaults, vaults alone, who can reach them, or what differs from the what-if baseline. */
export type ExportContent = "check" | "vaults" | "simulate" | "diff";

export interface ExportParams {
  /** As the commands of the command line write it, one behind the other; of one table that of the first. */
  readonly contents: readonly [ExportContent, ...ExportContent[]];
  readonly format: "markdown" | "csv" | "json" | "sarif" | "svg" | "text";
  /** The sources that `simulate` is about, each with the vaults to reach; null for all known ones. */
  readonly asked?: readonly AskedSource[];
}

export interface AskedSource {
  readonly from: string;
  readonly to: readonly VaultReference[] | null;
}

export interface ExportResult {
  /** In the language of the client; null when it could not be written. */
  readonly text: Sentence | null;
}

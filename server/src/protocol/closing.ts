import type { Sentence } from "../core/words/sentence.ts";
import type { AccessChange } from "./changes-of-access.ts";
import type { VaultReference } from "./names.ts";

/** The next part of a vault's log, as text; the first one begins another log. */
export interface ReadLogParams {
  readonly text: string;
  readonly begins: boolean;
  readonly ends: boolean;
}

/** How many calls were read until now. */
export interface ReadLogResult {
  readonly calls: number;
}

/** The vault is closed for all but the callers of the log that was read, or else those that templates, pipelines and access files name. */
export interface CloseVaultParams {
  readonly to: VaultReference;
  readonly hasLog: boolean;
}

/** Null if there is no such vault, or if the log does not name it. */
export type CloseVaultResult = {
  readonly vault: string;
  readonly keeps: readonly CallerResult[];
  readonly loses: readonly CallerResult[];
  /** The templates as they are when the vault is closed; none if nothing can be written. */
  readonly documents: AccessChange["documents"];
  /** The access file with tests that pin it; null if there is nothing to add. */
  readonly tests: AccessChange["documents"][number] | null;
} | null;

/** A caller, and how often it called, or why it cannot be kept. */
export interface CallerResult {
  readonly from: string;
  readonly detail: Sentence;
}

/** The access files with tests for what works today; none if there is nothing to add. */
export interface ProtectResult {
  readonly documents: AccessChange["documents"];
}

import type { VaultLabel } from "../access/vault-label.ts";
import type { Step } from "../access/decision.ts";
import type { Correction } from "../text/nearest-spelling.ts";
import type { DocumentId, Span } from "../text/document.ts";
import type { AccessTest } from "./access-file.ts";
import type { DecidingFact, JudgedTestFact, TestCell, TestFact } from "./test-fact.ts";
import type { VaultAcrossWorlds } from "../access/worlds.ts";

export type TestOutcome = "passed" | "failed" | "skipped";

/** The rules about access tests. */
export type TestRule = "KV601" | "KV602" | "KV603" | "KV604";

/** What became of a test in one environment. */
export interface TestResult {
  readonly test: AccessTest;
  /** Null if the file has no environments, or where it is about the test itself. */
  readonly environment: string | null;
  readonly outcome: TestOutcome;
  /** Null when it has passed. */
  readonly rule: TestRule | null;
  /** Null when it has passed. */
  readonly fact: TestFact | null;
  /** The symbol of the vault that the fact is about; null when it is about none. */
  readonly vault: string | null;
  /** Where the fact belongs in the access file. */
  readonly span: Span;
  /** What was probably intended, if it names something that does not exist. */
  readonly correction?: Correction;
  /** What was wanted and what is, for each source and vault. */
  readonly cells: readonly TestCell[];
  /** The vaults at which it does not pass; null where it is about none of them in particular. */
  readonly unmet: readonly VaultOfRoot[] | null;
  /** Where templates decide so. */
  readonly deciding: readonly Deciding[];
  /** How the vault decides that the fact is about; empty when it is about none. */
  readonly steps: readonly Step[];
  /** The result is different without values of a state. */
  readonly isAssumed?: true;
}

/** A vault by its root and its key there. */
export interface VaultOfRoot {
  readonly root: DocumentId;
  readonly key: string;
}

/** A place in a template that makes a test fail. */
export interface Deciding {
  readonly span: Span;
  /** The result of the test at the vault of the place. */
  readonly test: JudgedTestFact;
  readonly fact: DecidingFact;
  readonly vault: string;
  readonly label: VaultLabel;
  /** How the vault decides, of which the place is a part. */
  readonly steps: readonly Step[];
}

/** A result that still names the vaults at which the test does not pass by themselves. */
export interface JudgedTest extends Omit<TestResult, "unmet"> {
  readonly unmet: readonly VaultAcrossWorlds[];
}

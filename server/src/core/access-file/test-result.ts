import type { Step } from "../access/decision.ts";
import type { Span } from "../text/span.ts";
import type { AccessTest } from "./access-file.ts";

export type TestOutcome = "passed" | "failed" | "skipped";

/** The rules that speak of access tests. */
export type TestRule = "KV601" | "KV602" | "KV603" | "KV604";

/** What became of a test in one environment. */
export interface TestResult {
  readonly test: AccessTest;
  /** Null where the file has no environments, or where it is about the test itself. */
  readonly environment: string | null;
  readonly outcome: TestOutcome;
  /** Null when it has passed. */
  readonly rule: TestRule | null;
  /** One line; null when it has passed. */
  readonly message: string | null;
  /** The symbol of the vault that the message is about; null when it is about none. */
  readonly vault: string | null;
  /** Where the message belongs in the access file. */
  readonly span: Span;
  /** What was wanted and what is, a line for each source and vault. */
  readonly expected: string;
  readonly actual: string;
  /** Where templates decide so. */
  readonly deciding: readonly Deciding[];
  /** How the vault decides that the message is about; empty when it is about none. */
  readonly steps: readonly Step[];
}

/** A place in a template that makes a test fail. */
export interface Deciding {
  readonly span: Span;
  /** What stands there and what it does, as a sentence. */
  readonly text: string;
  readonly vault: string;
  /** How the vault decides, of which the place is a part. */
  readonly steps: readonly Step[];
}

import type { Step } from "../access/decision.ts";
import type { DoubtOf } from "../access/doubt.ts";
import type { ConsumerIn } from "../access/source.ts";
import type { VaultLabel } from "../access/vault-label.ts";
import type { VaultAcrossWorlds } from "../access/worlds.ts";
import type { Value } from "../evaluate/values/value.ts";
import type { DocumentId, Span } from "../text/document.ts";
import type { Correction } from "../text/nearest-spelling.ts";
import type { AccessFileProblem } from "./problem.ts";
import type { DecidingFact, JudgedTestFact, TestCell, TestFact } from "./test-fact.ts";
import type { Placed } from "./tree.ts";
import type { AllowedExposure, Expectation, Severity, Undecided, Way } from "./words.ts";

/** An access file, read: who should be able to reach which vault. Names keep the places they are written at. */
export interface AccessFile {
  readonly document: DocumentId;
  /** Globs of the templates that it leaves to the files below, relative to itself. */
  readonly delegate: readonly string[];
  /** The file further up that counts as well, with what files above that add; null if it is the uppermost one, or was read alone. */
  readonly above: AccessFile | null;
  readonly sources: ReadonlyMap<string, NamedSource>;
  readonly environments: ReadonlyMap<string, NamedEnvironment>;
  /** Paths, relative to the file they are written in, by the sources of modules. */
  readonly modules: ReadonlyMap<string, Placed>;
  readonly tests: readonly AccessTest[];
  readonly limits: AccessLimits;
  readonly rules: readonly RuleSeverity[];
  readonly suppressions: readonly AccessSuppression[];
  /** Names of sources and environments that mean something else, so that these are left out. */
  readonly misnamed: readonly Placed[];
  readonly problems: readonly AccessFileProblem[];
}

export interface NamedSource {
  readonly name: Placed;
  readonly description: string | null;
  readonly means: SourceMeaning;
  /** Of a job. */
  readonly doubtOf?: DoubtOf;
}

/** A caller as the file describes it. */
export type SourceMeaning =
  | { readonly kind: "ip"; readonly ranges: readonly Placed[] }
  | {
      readonly kind: "subnet";
      readonly name: Placed;
      /** What is said of a subnet that no template declares; null if nothing is. */
      readonly serviceEndpoints: readonly string[] | null;
      readonly privateEndpoint: boolean;
    }
  | { readonly kind: "service" | "tag"; readonly name: Placed }
  | {
      readonly kind: "consumer";
      readonly name: Placed;
      /** Given if it is not found by its name. */
      readonly found?: ConsumerIn;
    }
  | { readonly kind: "internet" };

/** A set of parameter values. */
export interface NamedEnvironment {
  readonly name: Placed;
  readonly description: string | null;
  /** Files as written, relative to the access file. */
  readonly parameters: readonly Placed[];
  readonly set: ReadonlyMap<string, Value>;
  /** The names in `set`. */
  readonly names: readonly Placed[];
}

export interface AccessTest {
  /** As given, or made of its parts. */
  readonly name: string;
  /** Where it is reported: its name, or what it is about. */
  readonly span: Span;
  /** All of it. */
  readonly whole: Span;
  readonly to: readonly Placed[];
  /** Empty when it holds in all environments. */
  readonly environments: readonly Placed[];
  readonly severity: Severity | null;
  readonly onUnknown: Undecided;
  readonly wanted: Wanted;
}

export type Wanted =
  | {
      readonly kind: "access";
      readonly from: readonly Placed[];
      readonly expect: Expectation;
      /** Empty when any way in will do. */
      readonly via: readonly Way[];
    }
  | { readonly kind: "exposure"; readonly allowed: readonly AllowedExposure[] };

export interface AccessLimits {
  readonly widestIpPrefix: number | null;
  readonly maxAddresses: Placed<number> | null;
}

export interface RuleSeverity {
  /** A code or name, as written. */
  readonly rule: Placed;
  readonly severity: Severity | "off";
}

export interface AccessSuppression {
  /** A code or name, as written. */
  readonly rule: Placed;
  /** A glob of files relative to the access file; null when it counts for all. */
  readonly target: string | null;
  readonly reason: string;
  readonly until: string | null;
}

type TestOutcome = "passed" | "failed" | "skipped";

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
interface VaultOfRoot {
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

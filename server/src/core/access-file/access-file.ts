import type { DoubtOf } from "../access/doubt.ts";
import type { ConsumerIn } from "../access/source.ts";
import type { Value } from "../evaluate/values/value.ts";
import type { DocumentId, Span } from "../text/document.ts";
import type { AccessFileProblem } from "./problem.ts";
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

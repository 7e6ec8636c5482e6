import type { Exposure, Note, Reason } from "../access/codes.ts";
import type { VerdictWord } from "../access/verdict.ts";
import type { Sentence } from "../words/sentence.ts";

/** A value as reports print it. Null means "not written". */
export type Reported = string | null | { readonly oneOf: readonly (string | null)[] } | UnknownFact;

export interface UnknownFact {
  /** What it depends on, in words. */
  readonly unknown: Sentence;
}

export type Scalar = string | number | boolean | null;

/** A perimeter that a vault is associated with. */
export interface PerimeterFacts {
  readonly name: string | UnknownFact;
  readonly mode: Reported;
  /** How many rules of its profile allow inbound traffic, or may. */
  readonly inboundRules: number;
  /** There may be more. */
  readonly inboundRulesOpen: boolean;
  /** The vault is certainly associated with it. */
  readonly certain: boolean;
}

/**
 * The data about a vault that is common to the command line's JSON and to editors. Programs read it: add, never change.
 */
export interface VaultFacts {
  readonly module: string | null;
  readonly symbol: string;
  readonly name: string | UnknownFact;
  readonly kind: "vault" | "managedHsm";
  readonly existing: boolean;
  /** True exactly if its state is "deployed". */
  readonly deployed: boolean;
  /** What is or will be, rather than what a template declares. */
  readonly state: "planned" | "deployed" | null;
  readonly exists: "yes" | "no" | "maybe";
  readonly exposure: Exposure;
  readonly dependsOn: readonly string[];
  readonly cases: readonly { readonly when: Readonly<Record<string, Scalar>>; readonly exposure: Exposure }[];
  readonly trustedServices: "allowed" | "denied" | "depends";
  readonly publicNetworkAccess: Reported;
  readonly defaultAction: Reported;
  readonly bypass: Reported;
  readonly ipRules: readonly (string | UnknownFact)[];
  readonly ipRulesOpen: boolean;
  readonly subnetRules: readonly (string | UnknownFact)[];
  readonly subnetRulesOpen: boolean;
  readonly privateEndpoints: number;
  /** There may be more: some are uncertain, or may be declared where nothing was read, and a state does not show all. */
  readonly privateEndpointsOpen: boolean;
  readonly perimeters: readonly PerimeterFacts[];
  readonly notes: readonly Note[];
}

/** The data about a verdict that is common to the same readers, and grows in the same way. */
export interface VerdictFacts {
  /** The source as given. */
  readonly from: string;
  readonly module: string | null;
  readonly vault: string;
  /** The vault's name; null if it is not known. */
  readonly vaultName: string | null;
  readonly kind: VaultFacts["kind"];
  /** Whether the vault is only looked up. */
  readonly existing: boolean;
  readonly verdict: VerdictWord;
  /** Whether an arbitrary client is allowed. */
  readonly exposed: boolean;
  readonly reason: Reason;
  readonly allowed: readonly string[];
  readonly denied: readonly string[];
  readonly unknown: readonly string[];
  readonly cases: readonly {
    readonly when: Readonly<Record<string, Scalar>>;
    readonly verdict: VerdictWord;
  }[];
  /** The index of the step that settles it, or leaves it open; null if there is none. */
  readonly deciding: number | null;
  readonly notes: readonly Note[];
}

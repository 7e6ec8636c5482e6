import type { Sentence } from "../core/words/sentence.ts";
import type { Reason } from "../core/access/codes.ts";
import type { VaultFacts } from "../core/report/vault-facts.ts";
import type { Location, LocationRange, ScenarioResult, VaultReference, VerdictWord } from "./names.ts";

export interface ScanResult {
  /** How many templates with vaults are known now; null when the scan was cancelled. */
  readonly templates: number | null;
  /** What there is, and what was not looked at; null when the scan was cancelled. */
  readonly summary: ScanSummary | null;
}

/** Vaults are counted once, whatever their environments; a public one is public in some of them. */
export interface ScanSummary {
  readonly vaults: number;
  readonly public: number;
  readonly unknown: number;
  readonly unread: {
    /** Files that may be templates. */
    readonly files: Counted;
    readonly parameterFiles: Counted;
    /** Environments beyond those that are judged of one root. */
    readonly environments: number;
    /** Called modules that are not there or cannot be read. */
    readonly modules: number;
  };
}

/** So many, or so many at least. */
export interface Counted {
  readonly count: number;
  readonly isAtLeast: boolean;
}

export interface VaultsParams {
  /** Only the vaults that this document declares or decides; all known ones when it is left out. */
  readonly uri?: string;
}

export interface VaultsResult {
  readonly vaults: readonly VaultResult[];
  /** What the same templates lead to and that is not read, each place once. */
  readonly unread: readonly UnreadResult[];
}

/** Something that a template leads to and that is not read; `uri` and `range` are where it does. */
export interface UnreadResult extends Location {
  readonly kind: "module" | "template" | "state" | "vault";
  readonly symbol: string;
  /** How it is named there. */
  readonly source: string;
  readonly why: "not-downloaded" | "not-found" | "not-a-template" | "not-known" | "limit" | "kept-elsewhere";
  /** Whether its name, its source, or what it is given speaks of key vaults. */
  readonly vault: "likely" | "possible";
}

/** A vault with what its network will be; `uri` and `range` are where it is declared. */
export interface VaultResult extends VaultFacts, VaultReference, Location {
  readonly environment: string | null;
  /** The parameter or variable that is all of the symbol in ARM JSON; null for others. */
  readonly namedBy: string | null;
  /** All of the declaration. */
  readonly declaration: LocationRange;
  /** One line for people: "Deny by default · 257 addresses · 1 subnet". */
  readonly summary: Sentence;
  /** The same as it was in the what-if baseline; null where that says the same or none is set. */
  readonly was: Sentence | null;
  /** What the notes mean, in the language of the client. */
  readonly noteTexts: readonly Sentence[];
  /** The resources of the deployment that use it or may use it, each scenario by itself. */
  readonly consumers: readonly VaultConsumerResult[];
  /** Where its facts are written; null when they are not. */
  readonly places: {
    readonly publicNetworkAccess: Location | null;
    readonly defaultAction: Location | null;
    readonly bypass: Location | null;
    readonly ipRules: readonly (Location | null)[];
    readonly subnetRules: readonly (Location | null)[];
  };
}

/** A resource that uses a vault, in one scenario; `uri` and `range` are where it is declared. */
export interface VaultConsumerResult extends Location {
  /** To be sent as `from`. */
  readonly from: string;
  readonly label: string;
  readonly scenario: ScenarioResult;
  /** Whether it uses the vault for certain. */
  readonly uses: "yes" | "maybe";
  readonly verdict: VerdictWord;
  readonly reason: Reason;
}

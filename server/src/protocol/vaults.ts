import type { VaultCount } from "../core/words/document-words.ts";
import type { Sentence } from "../core/words/sentence.ts";
import type { VaultFacts, VerdictFacts } from "../core/report/vault-facts.ts";
import type { LinkedVault } from "../core/network/network.ts";
import type { UnreadReport } from "../core/report/unread.ts";
import type { Verdict, VerdictWord } from "../core/access/verdict.ts";
import type { ScenarioReport, StepReport, VerdictReport } from "../core/report/verdicts.ts";
import type { Location, LocationRange, VaultReference } from "./names.ts";
import type { Brief } from "../core/access/brief.ts";
import type { SourceKind } from "../core/access/describe-source.ts";
import type { ParameterType } from "../core/template/declared-type.ts";

export interface ScanResult {
  /** How many templates with vaults are now known; null if the scan was canceled. */
  readonly templates: number | null;
  /** What the workspace contains, and what was not read; null if the scan was canceled. */
  readonly summary: ScanSummary | null;
}

/** Vaults are counted once, regardless of their environments; a declared one is public if it is in at least one of them. */
export interface ScanSummary {
  readonly vaults: VaultCount;
  readonly public: number;
  readonly unknown: number;
  readonly unread: {
    /** Files that may be templates. */
    readonly files: Counted;
    readonly parameterFiles: Counted;
    /** Environments beyond the limit for one root. */
    readonly environments: number;
    /** Called modules that do not exist or cannot be read. */
    readonly modules: number;
  };
}

/** The exact number, or a lower bound. */
export interface Counted {
  readonly count: number;
  readonly isAtLeast: boolean;
}

export interface VaultsParams {
  /** Only the vaults that this document declares or affects; all known ones if it is left out. */
  readonly uri?: string;
}

export interface VaultsResult {
  readonly vaults: readonly VaultResult[];
  /** What the same templates refer to but was not read, each place once. */
  readonly unread: readonly UnreadResult[];
  /** Why states that settings name cannot be used. */
  readonly problems: readonly Sentence[];
}

/** Something that a template refers to but was not read; `uri` and `range` are where the reference is. */
export interface UnreadResult extends Location, Pick<UnreadReport, "kind" | "symbol" | "source" | "why"> {
  /** Whether its name, its source or its arguments refer to key vaults. */
  readonly vault: "likely" | "possible";
}

/** A vault with its resulting network; `uri` and `range` are where it is declared. */
export interface VaultResult extends VaultFacts, VaultReference, Location {
  readonly environment: string | null;
  /** The label of a vault whose name is unknown; null if that is its symbol. */
  readonly namedBy: string | null;
  /** The range of the whole declaration. */
  readonly declaration: LocationRange;
  /** Of a vault that is only looked up, the declaration that it is; null if none is known. */
  readonly linkedTo: LinkedResult | null;
  /** One readable line: "Deny by default · 257 addresses · 1 subnet". */
  readonly summary: Sentence;
  /** The same for the what-if baseline; null if it is equal or no baseline is set. */
  readonly was: Sentence | null;
  /** What the notes mean, in the language of the client. */
  readonly noteTexts: readonly Sentence[];
  /** The perimeters that it is associated with: "nsp (Learning), 1 inbound rule". */
  readonly perimeterTexts: readonly Sentence[];
  /** The resources of the deployment that use it or may use it, each scenario separately. */
  readonly consumers: readonly VaultConsumerResult[];
  /** Where its settings are written; null if they are not. */
  readonly places: {
    readonly publicNetworkAccess: Location | null;
    readonly defaultAction: Location | null;
    readonly bypass: Location | null;
    readonly ipRules: readonly (Location | null)[];
    readonly subnetRules: readonly (Location | null)[];
  };
}

/** The declaration of a vault in another root; `uri` and `range` are where it is, and the environment is null if several may be meant. */
export type LinkedResult = Location & Omit<LinkedVault, "key" | "label">;

/** A resource that uses a vault, in one scenario; `uri` and `range` are where it is declared. */
export interface VaultConsumerResult extends Location, Pick<Verdict, "verdict" | "reason"> {
  /** As in `consumer:`. */
  readonly label: string;
  readonly uses: "yes" | "maybe";
  /** Whether the verdict relies on values of a state. */
  readonly assumed: boolean;
  /** To be sent as `from`. */
  readonly from: string;
  readonly scenario: ScenarioReport;
}

export interface SimulateParams {
  /**
   * Sources as typed: an IPv4 address, a CIDR, `a-b`, IPv6, `internet`, `subnet:NAME`, `service:ID`, `consumer:SYMBOL`.
   */
  readonly from: readonly string[];
  /** Only these vaults; all known ones if it is left out. */
  readonly to?: readonly VaultReference[];
  /** Only the step that decides each verdict, for large tables; all of them if it is left out. */
  readonly steps?: "deciding";
  /** A value that is assumed for this answer only. */
  readonly assuming?: AssumedValueParams;
}

/** A value of a parameter that one answer assumes, without changing a file. */
export interface AssumedValueParams {
  /** The parameter or variable of the root. */
  readonly name: string;
  /** The value as typed: JSON, a text, or a list with commas. */
  readonly text: string;
  /** What replaces `from` in the answer, so that it is not mistaken for one of the files. */
  readonly label: string;
}

export interface SimulateResult {
  readonly verdicts: readonly VerdictResult[];
  /** Each source asked about, in the order given. */
  readonly sources: readonly SourceResult[];
  /** Whether a what-if baseline is set, which the verdicts are compared with. */
  readonly compared: boolean;
  /** The type that an assumed value should have had, or that no root declares the parameter; null if it was used. */
  readonly expected: ParameterType | "not-declared" | null;
  /** Sources that could not be read, or that no root knows, each with one line that says what is accepted. */
  readonly errors: readonly { readonly from: string; readonly message: Sentence }[];
}

export interface SourceResult {
  /** The source as given. */
  readonly from: string;
  /** `saved` for a source with a name in an access file or the settings; null if it could not be read. */
  readonly kind: SourceKind | "saved" | null;
}

/** A verdict; `uri` and `range` are where the vault is declared. */
export interface VerdictResult
  extends VerdictFacts, Pick<VerdictReport, "source" | "namedBy">, VaultReference, Location {
  readonly environment: string | null;
  /** The number of addresses in each of the three lists. */
  readonly counts: Readonly<Record<"allowed" | "denied" | "unknown", number>>;
  /** Of a vault that is only looked up, the declaration that it is; null if none is known. */
  readonly linkedTo: LinkedResult | null;
  /** The verdict in the what-if baseline; null if it is the same or no baseline is set. */
  readonly was: VerdictWord | null;
  /** The verdict and the shortest reason for it, in the language of the client: "Allowed · IP rule 1". */
  readonly summary: Sentence;
  readonly dependsOn: readonly Sentence[];
  /** The same with only the name: `allowedIps` for "parameter allowedIps". */
  readonly dependsOnNames: readonly string[];
  /** Those of them that are parameters or variables, for which a value can be assumed. */
  readonly dependsOnParameters: readonly string[];
  readonly steps: readonly StepResult[];
  /** What the notes mean, in the language of the client. */
  readonly noteTexts: readonly Sentence[];
  readonly scenario: ScenarioReport | null;
}

export interface StepResult extends Pick<StepReport, "gate" | "outcome"> {
  /** The gate's name in the language of the client. */
  readonly title: Sentence;
  /** The settings at the gate and their effect, in the language of the client. */
  readonly text: Sentence;
  /** The same in a word or two, for a narrow row: as a fact, and in the client's language. */
  readonly brief: Brief;
  readonly summary: Sentence;
  /** The deciding property; null if nothing is written. */
  readonly place: Location | null;
}

import type { Sentence } from "../core/words/sentence.ts";
import type { Brief } from "../core/access/brief.ts";
import type { SourceKind } from "../core/access/describe-source.ts";
import type { ParameterType } from "../core/template/declared-type.ts";
import type { VerdictWord } from "../core/access/verdict.ts";
import type { VerdictFacts } from "../core/report/vault-facts.ts";
import type { ScenarioReport, StepReport, VerdictReport } from "../core/report/verdicts.ts";
import type { LinkedResult } from "./vaults.ts";
import type { Location, VaultReference } from "./names.ts";

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

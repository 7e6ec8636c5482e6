import type { Exposure, GateName, Reason } from "../access/codes.ts";
import type { Obstacle, Outcome } from "../access/decision.ts";
import type { Verdict } from "../access/verdict.ts";
import type { Severity } from "../rules/rule.ts";
import type terms from "./en/terms.json";

/** The terms of documents and views for answers, settings and the parts of a report. */
export interface DocumentWords {
  readonly verdicts: Readonly<Record<Verdict["verdict"], string>>;
  readonly exposures: Readonly<Record<Exposure, string>>;
  readonly outcomes: Readonly<Record<Outcome, string>>;
  /** The names of gates, as headings. */
  readonly gates: Readonly<Record<GateName, string>>;
  /** The shortest reason for a verdict; empty if its addresses or causes say more. */
  readonly reasons: Readonly<Record<Reason, string>>;
  /** Why no setting keeps a caller, where no gate is the reason. */
  readonly whyNotKept: Readonly<Record<"LIMIT" | "NOT_WRITABLE" | "IPV6", string>>;
  /** The same of a caller that no rule allows. */
  readonly obstacles: Readonly<Record<Obstacle, string>>;
  readonly severities: Readonly<Record<Severity, string>>;
  readonly testOutcomes: Readonly<Record<"passed" | "failed" | "skipped", string>>;
  readonly changeKinds: Readonly<Record<"added" | "changed" | "removed", string>>;
  /** Verdicts within a line. */
  readonly answers: Readonly<Record<Verdict["verdict"], string>>;
  readonly labels: Readonly<Record<Label, string>>;
  /** Labels within lines of text. */
  readonly rows: Readonly<Record<RowLabel, string>>;
  readonly sentences: DocumentSentences;
}

/** English says which there are. */
export type Label = keyof typeof terms.document.tables.labels;
export type RowLabel = keyof typeof terms.document.tables.rows;

/** Sources that are drawn as one. */
export type BundleKind = "address" | "subnet" | "resource" | "service" | "source";

/** Why trusted services are allowed without a bypass. */
export type WithoutBypass = "as-any-address" | "other-rule";

/** What becomes of callers of a log: `cutOff` of those that succeeded and would be denied. */
export type ReplayedFate = "cutOff" | "denied" | "depends" | "allowed" | "failed";

/** Records of a log that are something else of vaults, of other services, or not readable. */
export const leftOutOfLogs = ["controlPlane", "challenges", "notifications", "foreign", "broken"] as const;

export type LeftOutOfLogs = (typeof leftOutOfLogs)[number];

/** How many vaults are declared, only looked up, and only in states. */
export type VaultCount = Readonly<Record<"declared" | "referenced" | "inStates", number>>;

/** Sentences and parts of sentences with placeholders. */
export interface DocumentSentences {
  /** "2 vaults, 3 referenced, 1 deployed or planned": those that are declared, and what there is of the others. */
  readonly vaults: (count: VaultCount) => string;
  readonly findings: (count: number) => string;
  /** "2 errors", as a part of all findings. */
  readonly ofSeverity: (count: number, severity: Severity) => string;
  /** How many findings have a fix. */
  readonly fixable: (count: number) => string;
  readonly suppressed: (count: number) => string;
  /** That access files turn rules off, by their codes. */
  /** How many findings are only in tests. */
  readonly muted: (count: number) => string;
  readonly turnedOff: (rules: string) => string;
  /** From how many files there are values of parameters. */
  readonly valuesFrom: (files: number) => string;
  /** How many vaults are declared whose exposure is not known. */
  readonly undecided: (vaults: number) => string;
  readonly more: (count: number) => string;
  /** "depends on parameter a"; the names are already in words. */
  readonly dependsOn: (names: readonly string[]) => string;
  /** A perimeter with its mode: "nsp (Learning), 1 inbound rule". */
  readonly perimeter: (
    name: string,
    mode: string,
    about: { readonly inboundRules: number; readonly inboundRulesOpen: boolean; readonly certain: boolean },
  ) => string;
  /** A verdict on trust is never shown without its scenario. */
  readonly allowedFor: (scenario: string) => string;
  /** The value of bypass, and whether trusted services are allowed. */
  readonly bypass: (value: string, trusted: Verdict["verdict"], without: WithoutBypass | null) => string;
  /** The scenario that a verdict is about, after its name. */
  readonly asScenario: (name: string, scenario: string) => string;
  /** More errors in a file, and more findings of a rule in the JSON of a folder that is not edited there. */
  readonly moreErrors: (count: number) => string;
  readonly moreFrozen: (count: number, code: string, folder: string) => string;
  /** The format that lists what a sentence sums up. */
  readonly listedInJson: string;
  /** Why a compiled template is skipped. */
  readonly compiledFrom: (source: string) => string;
  readonly notSearched: (count: number) => string;
  /** A date, after the reason for a suppression. */
  readonly until: (date: string) => string;
  /** All trusted services, as a caller. */
  readonly trustedServices: string;
  /** All public addresses, as one caller. */
  readonly publicAddresses: string;
  /** "256 of 512" addresses. */
  readonly partOf: (part: number, all: number) => string;
  readonly skipped: (reason: string) => string;
  readonly either: (values: readonly string[]) => string;
  /** A lookup whose name is only the same expression. */
  readonly probably: (lookup: string) => string;
  /** A caller that may call another vault instead. */
  readonly ifItUses: (caller: string) => string;
  /** The title of a picture. */
  readonly whoReaches: (vault: string) => string;
  /** Who gains access, who loses it, and how many callers may do either; empty if there are none. `strong` prints what matters most. */
  readonly review: (
    gain: ReviewPart,
    lose: ReviewPart,
    unclear: number,
    strong: (text: string) => string,
  ) => string;
  /** How far a comparison is a proof: how many answers are undecided, and how many parts and callers are missing. */
  readonly proof: (undecided: number, parts: number, callers: number) => string;
  /** "+64 addresses": how many gain access, lose it, or are not decided. */
  readonly addresses: (sign: "+" | "−" | "?", count: number) => string;
  /** "5 subnets", in a picture. */
  readonly bundle: (count: number, kind: BundleKind) => string;
  /** The title of a scan, and its progress. */
  readonly scanning: string;
  readonly scanned: (done: number, total: number) => string;
  readonly noVaults: string;
  /** The same if not everything was read. */
  readonly noVaultsRead: string;
  readonly noTests: string;
  /** Where no verdict of a compared caller differs. */
  readonly noChanges: string;
  /** The callers that a comparison left out, as sources with commas between them. */
  readonly notCompared: (callers: string) => string;
  /** "12 callers with 4,310 requests in 30 days would be denied": those of one vault with one fate; days are null without times. */
  readonly replayed: (callers: {
    readonly callers: number;
    readonly requests: number;
    readonly days: number | null;
    readonly fate: ReplayedFate;
  }) => string;
  /** How many requests a caller made, the last of them on a day if that is known. */
  readonly requests: (count: number, last: string | null) => string;
  /** Vaults of a log that no template declares, by their names. */
  readonly notDeclared: (names: readonly string[]) => string;
  /** "to close it and keep 12 callers": begins the settings of a vault. */
  readonly suggested: (callers: number) => string;
  /** Callers that no setting keeps, each with the reason. */
  readonly notKept: (callers: readonly string[]) => string;
  /** Where settings have no place in the templates, or are in force. */
  readonly noEdit: string;
  /** What was read of a log, and what was left out. */
  readonly logged: (counts: Readonly<Record<"calls" | LeftOutOfLogs, number>>) => string;
  readonly legend: string;
  /** Included in every document about access. */
  readonly dataPlaneOnly: string;
}

/** The callers that gain or lose access, and the vaults to which they do. */
export interface ReviewPart {
  readonly callers: readonly string[];
  readonly vaults: readonly string[];
}

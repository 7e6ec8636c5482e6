import type { UnreadKind, UnreadReason } from "../words/words.ts";
import type { Exposure, Note } from "../access/codes.ts";
import type { VerdictWord } from "../access/verdict.ts";
import type { Explanation, FailedConnection } from "../forbidden/explain-failure.ts";
import type { Proof } from "../questions/diff.ts";
import type { CallerKind, VaultCaller } from "../report/compared-callers.ts";
import type { FittingGate } from "../forbidden/fitting-gates.ts";
import type { HeldInstance, Holding } from "./known-findings.ts";
import type { WhyNotKept } from "../replay/suggest.ts";
import type { ReadLog } from "../replay/log-reader.ts";
import type { ReplayedCallers } from "../replay/replay.ts";
import type { VaultFacts, VerdictFacts } from "../report/vault-facts.ts";
import type { VaultReport } from "../report/vaults.ts";
import type { ScenarioReport, StepReport } from "../report/verdicts.ts";
import type { FindingMark } from "../rules/engine/reported-finding.ts";
import type { Rule, Severity } from "../rules/rule.ts";

/** Everything a command found, in the shape of the JSON report. Each command fills its own lists. */
export interface Report {
  readonly version: 1;
  readonly tool: { readonly name: "keyvault-network"; readonly version: string };
  readonly vaults: readonly VaultEntry[];
  /** Vaults that are declared and whose exposure depends. */
  readonly undecided: readonly UndecidedEntry[];
  readonly findings: readonly FindingEntry[];
  /** Rules that access files turn off. */
  readonly turnedOff: readonly SetRules[];
  /** Rules of which they lower the severity, or widen the limit. */
  readonly lowered: readonly (SetRules & { readonly to: string })[];
  /** Files with values of parameters, which replace defaults. */
  readonly valuesFrom: readonly string[];
  readonly verdicts: readonly VerdictEntry[];
  readonly tests: readonly TestEntry[];
  readonly explanation: ExplanationEntry | null;
  /** What a template refers to that was not read or evaluated. */
  readonly unread: readonly UnreadEntry[];
  readonly changes: readonly ChangeEntry[];
  /** How far `changes` is a proof; null where not all callers of two versions are compared. */
  readonly proof: ProofEntry | null;
  /** The callers that templates declare and that `diff --base` did not compare. */
  readonly notCompared?: readonly string[];
  /** Where vaults differ from a state. */
  readonly drift: readonly DriftEntry[];
  /** How open vaults are in each environment, where that was asked for. */
  readonly environments?: readonly EnvironmentEntry[];
  /** The callers of a log. */
  readonly replayed: readonly ReplayedEntry[];
  /** How vaults of a log are closed, where that was asked for. */
  readonly suggestions: readonly SuggestionEntry[];
  /** What else a log that is replayed holds. */
  readonly log?: LogEntry;
  readonly rules: readonly RuleEntry[];
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
  readonly errors: readonly ErrorEntry[];
}

/** What an access file says of rules, by their codes. */
export interface SetRules {
  readonly file: string;
  readonly rules: readonly string[];
}

export interface UndecidedEntry extends Pick<
  VaultEntry,
  "root" | "environment" | "dependsOn" | "file" | "line"
> {
  readonly vault: string;
}

export interface Place {
  readonly file: string;
  readonly line: number;
  readonly character: number;
}

export interface VaultEntry extends VaultFacts, Place {
  readonly root: string;
  /** The environment in which this holds; null if defaults count, or values were given by hand. */
  readonly environment: string | null;
  /** Of a vault that is only looked up, the declaration that it is. */
  readonly linkedTo: LinkedEntry | null;
  /** What calls it: resources of the deployment, and the jobs, scripts and manifests that do so under a name that is certain. */
  readonly callers: readonly CallerEntry[];
}

/** A caller: where a resource is declared, or where another one names the vault. */
export interface CallerEntry extends Place, Omit<VaultCaller, "span"> {
  /** The entry of the catalog that a resource calls as; a resource with several is several callers. */
  readonly scenario: string | null;
  /** What `simulate` answers; null if the network of its machine is not known. */
  readonly verdict: VerdictWord | null;
  /** Why that is `depends` because of what the job or other commands do; null otherwise. */
  readonly because: string | null;
}

/** The declaration of a vault in another root; its environment is null if several may be meant. */
export type LinkedEntry = Place & Omit<NonNullable<VaultReport["linkedTo"]>, "key" | "label">;

export interface FindingEntry extends Place {
  readonly code: string;
  readonly name: string;
  readonly severity: Severity;
  readonly message: string;
  readonly vault: string | null;
  /** The vault's name; null when it is not known, or not the same in all instances. */
  readonly vaultName: string | null;
  readonly endLine: number;
  readonly endCharacter: number;
  readonly instances: readonly (HeldInstance & { readonly root: string })[];
  /** The environments in which it holds; empty if it holds in all that its roots are evaluated in. */
  readonly environments: readonly string[];
  readonly related: readonly (Place & { readonly message: string })[];
  readonly fixes: readonly string[];
  /** How the vault decides about the traffic that the finding is about; empty when it is about none. */
  readonly steps: readonly StepEntry[];
  /** It is only found in tests, where it is an information at most, or in a module that nothing calls. */
  readonly mark: FindingMark | null;
  /** It is in JSON that is not edited in place: generated by the Bicep compiler, or in an archive. */
  readonly frozen: boolean;
  /** Each root and environment in which it holds. */
  readonly holdsIn: readonly Holding[];
  /** Stays the same when lines move. */
  readonly fingerprint: string;
  /** Stays the same in other environments, too; equal findings share it. */
  readonly subject: string;
  /** `file` says so: that of the finding, or an access file. */
  readonly suppressed: {
    readonly reason: string;
    readonly until: string | null;
    readonly file: string;
  } | null;
}

export interface VerdictEntry extends VerdictFacts, Pick<Place, "file" | "line"> {
  /** As of vaults. */
  readonly environment: string | null;
  readonly root: string;
  /** As of vaults. */
  readonly linkedTo: LinkedEntry | null;
  /** The verdict and the shortest reason for it: "Allowed · IP rule 1". */
  readonly summary: string;
  readonly dependsOn: readonly string[];
  readonly steps: readonly StepEntry[];
  /** Of `consumer:`, the entry of the catalogue that the verdict is about. */
  readonly scenario: Omit<ScenarioReport, "short"> | null;
}

/** What became of an access test in one environment. */
export interface TestEntry extends Place {
  readonly name: string;
  readonly outcome: "passed" | "failed" | "skipped";
  readonly message: string | null;
  readonly environment: string | null;
  /** That environment, where the test fails there. */
  readonly environments: readonly string[];
  readonly rule: string | null;
  readonly severity: string;
  readonly expected: string;
  readonly actual: string;
  readonly accessFile: string;
  readonly notes: readonly Note[];
}

/** Why a call failed. */
export interface ExplanationEntry extends Pick<
  Explanation,
  "shape" | "client" | "vault" | "networkDecision"
> {
  readonly meaning: string;
  readonly template: VerdictEntry | null;
  readonly drift: readonly string[];
  readonly fixes: readonly string[];
  /** How those of the fixes are written that can be, in their order. */
  readonly edits: readonly EditEntry[];
  readonly advice: readonly string[];
  /** Of a call that the vault did not answer; null for one that it rejected. */
  readonly connection: ConnectionEntry | null;
}

/** What a log says of a failed connection, and the gates on the way to the vault at which it may have ended. */
export interface ConnectionEntry extends Omit<FailedConnection, "gates"> {
  readonly gates: readonly FittingGateEntry[];
}

export interface FittingGateEntry extends Pick<
  FittingGate,
  "gate" | "outcome" | "from" | "root" | "environments"
> {
  readonly vault: string;
  /** As of verdicts. */
  readonly vaultName: string | null;
  readonly text: string;
  /** What decides; null if nothing is written. */
  readonly file: string | null;
  readonly line: number | null;
  /** What would let the connection pass; null if nothing is known that would. */
  readonly fix: string | null;
}

/** A text that a fix puts in place of another one; an empty place inserts. */
export interface EditEntry extends Place {
  /** The fix it is a part of. */
  readonly fix: string;
  readonly endLine: number;
  readonly endCharacter: number;
  readonly text: string;
}

/** A verdict that a change turns, or what becomes of all public addresses. */
export interface ChangeEntry {
  readonly kind: "added" | "changed" | "removed";
  readonly from: string;
  readonly callerKind: CallerKind;
  readonly vault: string;
  /** The vault's name; null when it is not known. */
  readonly vaultName: string | null;
  readonly environment: string | null;
  readonly before: VerdictWord | null;
  readonly after: VerdictWord | null;
  /** Addresses as CIDRs; empty for a caller without addresses. */
  readonly gained: readonly string[];
  readonly lost: readonly string[];
  readonly undecided: readonly string[];
  /** How many addresses these are. */
  readonly counts: Readonly<Record<"gained" | "lost" | "undecided", number>>;
  /** One address of each; null if there is none. */
  readonly witness: Readonly<Record<"gained" | "lost", string | null>>;
  /** Whether other entries say all of it, so that lists for people leave it out. */
  readonly repeats: boolean;
  /** Those of its verdicts that say that it relies on values of a state. */
  readonly notes: readonly Note[];
  readonly file: string;
  readonly line: number;
}

/** How far a comparison proves that no other access changes. */
export interface ProofEntry extends Omit<Proof, "assumptions" | "missing"> {
  readonly assumptions: readonly (Omit<Proof["assumptions"][number], "span"> &
    Pick<Place, "file" | "line">)[];
  readonly missing: readonly (Omit<Proof["missing"][number], "span"> & Pick<Place, "file" | "line">)[];
}

/** Callers of a log, and what the templates say about them. */
export interface ReplayedEntry
  extends
    Pick<ChangeEntry, "vault" | "vaultName" | "environment" | "file" | "line">,
    Omit<ReplayedCallers, "from" | "first" | "last" | "span"> {
  readonly root: string;
  /** An address, a range of addresses that all called, or another source. */
  readonly from: string;
  /** When they called; null if no record has a time. */
  readonly first: string | null;
  readonly last: string | null;
}

/** The smallest settings that close a vault and keep the callers of a log that had success. */
export interface SuggestionEntry extends Pick<ReplayedEntry, "vault" | "vaultName" | "root" | "environment"> {
  /** The environments that the edits are made for. */
  readonly environments: readonly (string | null)[];
  readonly defaultAction: "Deny";
  readonly bypass: "AzureServices" | "None";
  /** The rules that are added to those that there are. */
  readonly ipRules: readonly string[];
  readonly subnetRules: readonly string[];
  /** How many callers keep access. */
  readonly kept: number;
  readonly notKept: readonly { readonly from: string; readonly why: WhyNotKept }[];
  /** Empty if nothing has to change, or if the settings cannot be written here. */
  readonly edits: readonly EditEntry[];
  readonly tests: readonly SuggestedTest[];
}

/** An access test that pins settings. */
export interface SuggestedTest {
  readonly name: string;
  readonly from: readonly string[];
  readonly to: string;
  readonly expect: "allow" | "deny";
  readonly environment?: string;
}

/** How many records of a log are what, and the vaults in it that no template certainly declares. */
export interface LogEntry extends Readonly<Record<keyof ReadLog["counts"], number>> {
  readonly notDeclared: readonly string[];
}

/** A property in which a vault differs from that of a state; `exists` where only one of them has the vault. */
export interface DriftEntry {
  readonly vault: string;
  /** The vault's name; null if it is not known. */
  readonly name: string | null;
  readonly environment: string | null;
  readonly property: string;
  readonly template: string | readonly string[];
  readonly state: string | readonly string[];
  readonly message: string;
  readonly file: string;
  readonly line: number;
}

/** How open a vault is in an environment; null means defaults. */
export interface EnvironmentEntry {
  readonly environment: string | null;
  readonly root: string;
  readonly module: string | null;
  readonly vault: string;
  /** The vault's name; null when it is not known. */
  readonly vaultName: string | null;
  readonly exposure: Exposure;
  /** Those of the vault. */
  readonly notes: readonly Note[];
}

/** Something that was not read or evaluated, and why. */
export interface UnreadEntry extends Place {
  readonly kind: UnreadKind;
  /** How it is named where it is referred to. */
  readonly source: string;
  readonly reason: UnreadReason;
  /** Whether it is likely about key vaults, by its name, source or arguments. */
  readonly vault: "likely" | "possible";
  /** What makes it be read, one sentence. */
  readonly advice: string;
  /** What was found in its place: a folder with its name, which was read, or where its alias leads. */
  readonly instead?: Place & { readonly name: string };
}

export interface StepEntry extends Pick<StepReport, "gate" | "outcome"> {
  readonly text: string;
  readonly file: string | null;
  readonly line: number | null;
}

export interface RuleEntry extends Pick<Rule, "name" | "severity"> {
  /** `KV101`; never reused for another rule. */
  readonly code: string;
  /** One sentence for lists. */
  readonly summary: string;
  readonly fixable: boolean;
}

export interface ErrorEntry extends Place {
  readonly message: string;
}

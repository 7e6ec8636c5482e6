import type { UnreadKind, UnreadReason } from "../words/unread-words.ts";
import type { Exposure, GateName, Note, Reason } from "../access/codes.ts";
import type { Outcome } from "../access/decision.ts";
import type { Scalar, VaultFacts } from "../report/vault-facts.ts";
import type { Severity } from "../rules/rule.ts";

/** Everything a command found, in the shape of the JSON report. Each command fills its own lists. */
export interface Report {
  readonly version: 1;
  readonly tool: { readonly name: "keyvault-network"; readonly version: string };
  readonly vaults: readonly VaultEntry[];
  readonly findings: readonly FindingEntry[];
  readonly verdicts: readonly VerdictEntry[];
  readonly tests: readonly TestEntry[];
  readonly explanation: ExplanationEntry | null;
  /** What a template leads to and that was not read or judged. */
  readonly unread: readonly UnreadEntry[];
  readonly changes: readonly ChangeEntry[];
  /** Where vaults differ from a state. */
  readonly drift: readonly DriftEntry[];
  /** How open vaults are in each environment, where that was asked for. */
  readonly environments?: readonly EnvironmentEntry[];
  readonly rules: readonly RuleEntry[];
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
  readonly errors: readonly ErrorEntry[];
}

export interface Place {
  readonly file: string;
  readonly line: number;
  readonly character: number;
}

export interface VaultEntry extends VaultFacts, Place {
  readonly root: string;
  /** The environment in which this holds; null where defaults count, or values were given by hand. */
  readonly environment: string | null;
  /** Of a vault that is only looked up, the declaration that it is. */
  readonly linkedTo: LinkedEntry | null;
}

/** The declaration of a vault in another root. */
export interface LinkedEntry extends Place {
  readonly root: string;
  readonly module: string | null;
  /** Null where several environments may be meant. */
  readonly environment: string | null;
  readonly symbol: string;
  /** False where only the expressions of the names are equal. */
  readonly certain: boolean;
}

export interface FindingEntry extends Place {
  readonly code: string;
  readonly name: string;
  readonly severity: Severity;
  readonly message: string;
  readonly vault: string | null;
  readonly endLine: number;
  readonly endCharacter: number;
  readonly instances: readonly {
    readonly root: string;
    readonly module: string | null;
    /** The vault's symbol with its iteration, `kv["dev"]`; null as in the finding. */
    readonly vault: string | null;
    readonly environments: readonly string[];
  }[];
  /** The environments in which it holds; empty where it holds in all that its roots are judged under. */
  readonly environments: readonly string[];
  readonly related: readonly (Place & { readonly message: string })[];
  readonly fixes: readonly string[];
  /** How the vault decides about the traffic that the finding is about; empty when it is about none. */
  readonly steps: readonly StepEntry[];
  /** It lies in JSON that nobody edits where it is: made by the Bicep compiler, or in an archive. */
  readonly frozen: boolean;
  /** Stays the same when lines move. */
  readonly fingerprint: string;
  readonly suppressed: { readonly reason: string; readonly until: string | null } | null;
}

export type VerdictWord = "allowed" | "denied" | "partial" | "depends";

export interface VerdictEntry {
  readonly from: string;
  /** As of vaults. */
  readonly environment: string | null;
  readonly root: string;
  readonly module: string | null;
  readonly vault: string;
  /** The vault's name; null when it is not known. */
  readonly vaultName: string | null;
  /** As of vaults. */
  readonly linkedTo: LinkedEntry | null;
  readonly file: string;
  readonly line: number;
  readonly verdict: VerdictWord;
  /** Whether an arbitrary client is allowed. */
  readonly exposed: boolean;
  /** The verdict and the shortest reason for it: "Allowed · IP rule 1". */
  readonly summary: string;
  readonly reason: Reason;
  readonly dependsOn: readonly string[];
  readonly allowed: readonly string[];
  readonly denied: readonly string[];
  readonly unknown: readonly string[];
  readonly cases: readonly {
    readonly when: Readonly<Record<string, Scalar>>;
    readonly verdict: VerdictWord;
  }[];
  readonly steps: readonly StepEntry[];
  /** The index of the step that settles it, or leaves it open; null when there is none. */
  readonly deciding: number | null;
  readonly notes: readonly Note[];
  /** Of `consumer:`, the entry of the catalogue that the verdict is about. */
  readonly scenario: { readonly service: string; readonly name: string; readonly text: string } | null;
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
}

/** Why the service said no. */
export interface ExplanationEntry {
  readonly shape: string;
  readonly client: string | null;
  readonly vault: string | null;
  readonly networkDecision: boolean;
  readonly meaning: string;
  readonly template: VerdictEntry | null;
  readonly drift: readonly string[];
  readonly fixes: readonly string[];
  /** How those of the fixes are written that can be, in their order. */
  readonly edits: readonly EditEntry[];
  readonly advice: readonly string[];
}

/** A text that a fix puts in place of another one; an empty place inserts. */
export interface EditEntry extends Place {
  /** The fix it is a part of. */
  readonly fix: string;
  readonly endLine: number;
  readonly endCharacter: number;
  readonly text: string;
}

/** A verdict that a change turns. */
export interface ChangeEntry {
  readonly kind: "added" | "changed" | "removed";
  readonly from: string;
  readonly vault: string;
  readonly environment: string | null;
  readonly before: VerdictWord | null;
  readonly after: VerdictWord | null;
  readonly file: string;
  readonly line: number;
}

/** A property in which a vault differs from that of a state; `exists` where only one of them has the vault. */
export interface DriftEntry {
  readonly vault: string;
  /** The vault's name; null where it is not known. */
  readonly name: string | null;
  readonly environment: string | null;
  readonly property: string;
  readonly template: string | readonly string[];
  readonly state: string | readonly string[];
  readonly message: string;
  readonly file: string;
  readonly line: number;
}

/** How open a vault is in an environment; null stands for defaults. */
export interface EnvironmentEntry {
  readonly environment: string | null;
  readonly root: string;
  readonly module: string | null;
  readonly vault: string;
  readonly exposure: Exposure;
}

/** Something that was not read or judged, and why. */
export interface UnreadEntry extends Place {
  readonly kind: UnreadKind;
  /** How it is named where it is referred to. */
  readonly source: string;
  readonly reason: UnreadReason;
  /** Whether it is likely about key vaults, by its name, source or arguments. */
  readonly vault: "likely" | "possible";
  /** What makes it be read, one sentence. */
  readonly advice: string;
}

export interface StepEntry {
  readonly gate: GateName;
  readonly outcome: Outcome;
  readonly text: string;
  readonly file: string | null;
  readonly line: number | null;
}

export interface RuleEntry {
  readonly code: string;
  readonly name: string;
  readonly severity: Severity;
  readonly summary: string;
  readonly fixable: boolean;
}

export interface ErrorEntry extends Place {
  readonly message: string;
}

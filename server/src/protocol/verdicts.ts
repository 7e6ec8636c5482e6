import type { Location, ScalarResult, ScenarioResult, VaultReference, VerdictWord } from "./names.ts";

export interface SimulateParams {
  /** Sources as typed: an IPv4 address, a CIDR, `a-b`, IPv6, `internet`, `subnet:NAME`, `service:ID`, `consumer:SYMBOL`. */
  readonly from: readonly string[];
  /** Only these vaults; all known ones when it is left out. */
  readonly to?: readonly VaultReference[];
}

export interface SimulateResult {
  readonly verdicts: readonly VerdictResult[];
  /** Whether a what-if baseline is set, which the verdicts are compared with. */
  readonly compared: boolean;
  /** Sources that could not be read, or that no root knows, each with one line that says what is accepted. */
  readonly errors: readonly { readonly from: string; readonly message: string }[];
}

/** A verdict; `uri` and `range` are where the vault is declared. */
export interface VerdictResult extends VaultReference, Location {
  readonly environment: string | null;
  /** The source as given. */
  readonly from: string;
  readonly module: string | null;
  /** The vault's symbol. */
  readonly vault: string;
  /** The vault's name; null when it is not known. */
  readonly vaultName: string | null;
  readonly verdict: VerdictWord;
  /** The verdict in the what-if baseline; null where that is the same or none is set. */
  readonly was: VerdictWord | null;
  readonly reason: string;
  readonly dependsOn: readonly string[];
  readonly allowed: readonly string[];
  readonly denied: readonly string[];
  readonly unknown: readonly string[];
  readonly cases: readonly {
    readonly when: Readonly<Record<string, ScalarResult>>;
    readonly verdict: VerdictWord;
  }[];
  readonly steps: readonly StepResult[];
  readonly notes: readonly string[];
  /** Of a service or consumer the scenario the verdict is about; a consumer with several has a verdict on each. */
  readonly scenario: ScenarioResult | null;
}

export interface StepResult {
  readonly gate: string;
  readonly outcome: "continue" | "allow" | "deny" | "maybe" | "not-applicable";
  readonly text: string;
  /** The property that says so; null when nothing stands anywhere. */
  readonly place: Location | null;
}

import type { Step } from "../../access/decision.ts";
import type { VaultLabel } from "../../access/vault-label.ts";
import type { Span } from "../../text/span.ts";
import type { FindingFact } from "../facts/finding-fact.ts";
import type { Related, Severity } from "../rule.ts";
import type { Fix } from "../../fixes/fix.ts";

/** A finding as hosts show it: it holds in every world, and stands for all instances of its place. */
export interface ReportedFinding {
  readonly code: string;
  readonly name: string;
  readonly severity: Severity;
  readonly fact: FindingFact;
  /** What its sentence calls the vault; null when it is about none of ours. */
  readonly label: VaultLabel | null;
  /** The instances of a declaration that it holds for, where it does not hold for all; null where it does. */
  readonly among: SomeInstances | null;
  readonly span: Span;
  /** The symbol of the vault; null when it is about none of ours. */
  readonly vault: string | null;
  /** The whole declaration of the vault. */
  readonly declaration: Span | null;
  /** The declaration that it is about beside the vault; null when it is about the vault alone. */
  readonly about: Span | null;
  readonly related: readonly Related[];
  readonly unnecessary: boolean;
  /** The repairs on offer, planned when somebody asks for them. */
  readonly fixes: () => readonly Fix[];
  readonly instances: readonly FindingInstance[];
  /** How the vault of the first instance decides, gate by gate, planned when somebody asks; empty when the finding tells no decision. */
  readonly steps: () => readonly Step[];
  readonly suppressed: Suppressed | null;
  /** It holds once the vault is created, which nothing in its root does. */
  readonly whenCreated?: true;
}

/** Some instances of a declaration: names of the first, and how many there are beside. */
export interface SomeInstances {
  readonly names: readonly string[];
  readonly more: number;
}

/** One vault that the finding is about: the calls of modules that lead to it, null in the root itself. */
export interface FindingInstance {
  readonly module: string | null;
  /** The vault's symbol, with the iteration of its loop; null as in the finding. */
  readonly vault: string | null;
  /** Where the root leads to it; null where it does not lie in a module. */
  readonly call: RootCall | null;
}

/** Where a root hands on the value that decides to a module, or calls the module in which a finding lies. */
export interface RootCall {
  readonly span: Span;
  readonly isArgument: boolean;
}

export interface Suppressed {
  readonly reason: string;
  /** `2027-01-31`; null when it never ends. */
  readonly until: string | null;
}

import type { TakenStep } from "../../access/decision.ts";
import { namePattern, type VaultLabel } from "../../access/vault-label.ts";
import type { Vault } from "../../network/network.ts";
import type { DocumentId, Span } from "../../text/document.ts";
import type { FindingFact } from "../facts/finding-fact.ts";
import type { Finding, FindingCase, Related, Rule, Severity } from "../rule.ts";
import type { Fix } from "../../fixes/fix.ts";

/** A finding as hosts show it: it holds in every world, and represents all instances at its place. */
export interface ReportedFinding {
  readonly code: string;
  readonly name: string;
  readonly severity: Severity;
  readonly fact: FindingFact;
  /** What it says under which assumptions about parameters, where that differs; absent if it does not. */
  readonly cases?: readonly FindingCase[];
  /** The vault's label in its sentence; null if it is not about a vault that is declared here. */
  readonly label: VaultLabel | null;
  /** The vaults that it holds for, where these are several declarations or not all instances of one; else null. */
  readonly among: SomeInstances | null;
  readonly span: Span;
  /** The symbol of the vault; null if it is not about a vault that is declared here. */
  readonly vault: string | null;
  /** The whole declaration of the vault. */
  readonly declaration: Span | null;
  /** The declaration that it is about in addition to the vault; null if it is only about the vault. */
  readonly about: Span | null;
  readonly related: readonly Related[];
  readonly unnecessary: boolean;
  /** The available fixes, planned on demand. */
  readonly fixes: () => readonly Fix[];
  readonly instances: readonly FindingInstance[];
  /** How the vault of the first instance decides, gate by gate, computed on demand; empty if the finding does not report a verdict. */
  readonly steps: () => readonly TakenStep[];
  readonly suppressed: Suppressed | null;
  /** The environments in which alone it holds; absent or empty if it holds in all. */
  readonly environments?: readonly string[];
  /** Of an access test, each environment in which it does not pass, null for defaults. */
  readonly failsIn?: readonly (string | null)[];
  /** It holds once the vault is created. */
  readonly whenCreated?: Finding["whenCreated"];
  /** Without values of a state, it is not found. */
  readonly isAssumed?: true;
}

/** A finding that is not made of what a rule finds in a network: what `parts` do not say is not there. */
export function plainFinding(
  { code, name }: Pick<Rule, "code" | "name">,
  severity: Severity,
  parts: Pick<ReportedFinding, "fact" | "span" | "instances"> & Partial<ReportedFinding>,
): ReportedFinding {
  return {
    ...{ code, name, severity },
    ...{ label: null, among: null, vault: null, declaration: null, about: null },
    ...{ related: [], unnecessary: false, fixes: () => [], steps: () => [], suppressed: null },
    ...parts,
  };
}

/** Some vaults: the names of the first ones, and how many more there are. */
export interface SomeInstances {
  readonly names: readonly string[];
  readonly more: number;
}

/** One vault that the finding is about: the module calls that create it, null in the root itself. */
export interface FindingInstance {
  readonly module: string | null;
  /** The vault's symbol, with the iteration of its loop; null as in the finding. */
  readonly vault: string | null;
  /** Its name, as far as it is known, with `*` for the rest; absent if nothing is known of it. */
  readonly vaultName?: string;
  /** Where the root calls its module; null if it is not in a module. */
  readonly call: RootCall | null;
}

export function instanceOf(vault: Vault | null, call: RootCall | null = null): FindingInstance {
  const vaultName = vault && namePattern(vault);
  const { module = null, symbol = null } = vault ?? {};
  return { module, vault: symbol, ...(vaultName ? { vaultName } : {}), call };
}

/** Where a root passes the deciding value to a module, or calls the module that contains a finding. */
export interface RootCall {
  readonly span: Span;
  readonly isArgument: boolean;
}

export interface Suppressed {
  readonly reason: string;
  /** `2027-01-31`; null when it never ends. */
  readonly until: string | null;
  /** The document or access file that says so. */
  readonly by: DocumentId;
}

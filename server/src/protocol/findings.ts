import type { Severity } from "../core/rules/rule.ts";
import type { Sentence } from "../core/words/sentence.ts";
import type { Location } from "./names.ts";

export interface FindingsResult {
  readonly findings: readonly FindingResult[];
}

/** A finding in any known template or access file, open or not; `uri` and `range` are where the deciding value is. */
export interface FindingResult extends Location {
  /** `KV101`. */
  readonly code: string;
  readonly name: string;
  readonly severity: Severity;
  readonly message: Sentence;
  /** The symbol of the vault; null if it is not about a vault. */
  readonly vault: string | null;
  /** The environments in which it holds; empty if it holds in all environments of its roots. */
  readonly environments: readonly string[];
  /** The vaults it is about, each in its root; none for findings about an access file. */
  readonly instances: readonly FindingInstanceResult[];
  readonly related: readonly (Location & { readonly message: Sentence })[];
  /** Whether the what-if baseline does not have it; null if none is set. */
  readonly isNew: boolean | null;
  /** The page of the rule on the web. */
  readonly page: string;
  /** Why it is accepted; null if it is not. */
  readonly suppressed: { readonly reason: string; readonly until: string | null } | null;
}

/** A vault that a finding is about: its root, and the module calls on the path to it. */
export interface FindingInstanceResult {
  readonly root: string;
  readonly module: string | null;
  /** The vault's symbol with its iteration; null as in the finding. */
  readonly vault: string | null;
  /** Its name, with `*` for what is not known of it; null if nothing is. */
  readonly vaultName: string | null;
  /** Empty if it holds in all environments of the root. */
  readonly environments: readonly string[];
}

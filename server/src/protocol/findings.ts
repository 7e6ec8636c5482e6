import type { FindingEntry } from "../core/formats/report.ts";
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
  readonly instances: FindingEntry["instances"];
  readonly related: readonly (Location & { readonly message: Sentence })[];
  /** Whether the what-if baseline does not have it; null if none is set. */
  readonly isNew: boolean | null;
  /** The page of the rule on the web. */
  readonly page: string;
  /** Why it is accepted; null if it is not. */
  readonly suppressed: { readonly reason: string; readonly until: string | null } | null;
}

import type { Location } from "./names.ts";

export interface FindingsResult {
  readonly findings: readonly FindingResult[];
}

/** A finding in any known template, whether its file is open or not; `uri` and `range` are where the deciding value stands. */
export interface FindingResult extends Location {
  /** `KV101`. */
  readonly code: string;
  readonly name: string;
  readonly severity: "error" | "warning" | "info" | "hint";
  readonly message: string;
  /** The symbol of the vault; null when it is about none. */
  readonly vault: string | null;
  /** The page of the rule on the web. */
  readonly page: string;
  /** Why it is accepted; null when it is not. */
  readonly suppressed: { readonly reason: string; readonly until: string | null } | null;
}

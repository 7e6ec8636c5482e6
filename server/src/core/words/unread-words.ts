import type { LimitName } from "../text/limits.ts";

/** Why a part was not read or evaluated. Programs outside the project read these codes: add, never change. */
export type UnreadReason =
  | "not readable"
  | "not downloaded"
  | "only a folder with its name"
  | "changed alias"
  | "several files fit"
  | "not found"
  | "not a template"
  | "address not known"
  | "embedded in a resource"
  | "type not known"
  | "nested too deeply"
  | "kept elsewhere"
  | "syntax error"
  | "too large"
  | "too many environments"
  | "too many vaults"
  | `limit ${LimitName}`
  | "a submodule whose files are not in the revision";

export type UnreadKind =
  | "module"
  | "template"
  | "resource"
  | "deployment"
  | "state"
  | "environment"
  | "vault"
  | "limit"
  | "pipeline"
  | "script";

/** What a template refers to but was not read, or an environment that was not evaluated. */
export interface UnreadFact {
  readonly kind: UnreadKind;
  readonly source: string;
  readonly reason: UnreadReason;
  readonly instead?: { readonly name: string; readonly file: string; readonly line: number } | undefined;
}

/** How many of each kind were not read, why, and how many of them are likely about key vaults. */
export interface UnreadSum {
  readonly kinds: readonly (readonly [kind: UnreadKind, count: number])[];
  readonly reasons: readonly (readonly [reason: UnreadReason, count: number])[];
  readonly likely: number;
}

export interface UnreadWords {
  /** What was not read or evaluated, and why, without a period. */
  readonly line: (fact: UnreadFact) => string;
  /** Everything that was not read, in one sentence. */
  readonly sum: (sum: UnreadSum) => string;
  /** How to get it read; the command downloads modules of that language. */
  readonly advice: (fact: Pick<UnreadFact, "kind" | "reason">, command: string) => string;
}

/** What was found in place of a module, and where. */
export function sayInstead({ instead }: Pick<UnreadFact, "instead">): string {
  return instead ? ` ('${instead.name}', ${instead.file}:${instead.line})` : "";
}

/** What the way out of a limit is called. */
export function limitIn(reason: UnreadReason): string | null {
  if (reason === "too many environments") return "environments";
  if (reason === "too many vaults") return "vaults";
  return /^limit (.*)$/.exec(reason)?.[1] ?? null;
}

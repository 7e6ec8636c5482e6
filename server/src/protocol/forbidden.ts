import type { Explanation } from "../core/forbidden/explain-failure.ts";
import type { ConnectionEntry, FittingGateEntry } from "../core/formats/report.ts";
import type { Sentence } from "../core/words/sentence.ts";
import type { Location, VaultReference } from "./names.ts";
import type { VerdictResult } from "./vaults.ts";
import type { AccessChange } from "./changes-of-access.ts";

export interface Explain403Params {
  /** The body of a 403 response, or a log that contains one or a connection that failed. */
  readonly text: string;
  /** The vault to use if the text does not identify a known one. */
  readonly to?: VaultReference;
}

/**
 * Why the call failed, and what the templates say about it. Identities in the text are never repeated.
 */
export interface Explain403Result {
  /** Null if the text contains neither a 403 from a key vault nor a failed connection to one. */
  readonly explanation: ExplanationResult | null;
}

export interface ExplanationResult extends Pick<
  Explanation,
  "shape" | "client" | "vault" | "networkDecision"
> {
  /** What the error message means, in sentences. */
  readonly meaning: Sentence;
  /** The vaults of templates that match, those of modules that nothing calls last; several if the name is ambiguous, none if no template declares it. */
  readonly candidates: readonly (VaultReference & {
    readonly symbol: string;
    readonly isUncalled: boolean;
  })[];
  /** What the template of the only candidate says about the client. */
  readonly template: VerdictResult | null;
  /** "bypass: the service says None, the template says AzureServices". */
  readonly drift: readonly Sentence[];
  /** Narrowest first; none for a permission problem. */
  readonly fixes: readonly AccessChange[];
  /** Why the deployed state may differ, and what to check. */
  readonly advice: readonly Sentence[];
  /** Of a call that the vault did not answer; null for one that it rejected. */
  readonly connection: ConnectionResult | null;
  /** All of this as Markdown, in the language of the client. */
  readonly document: Sentence;
}

/** What a log says of a failed connection, and the gates on the way to the vault at which it may have ended. */
export interface ConnectionResult extends Omit<ConnectionEntry, "gates"> {
  readonly gates: readonly (Omit<FittingGateEntry, "vaultName" | "root" | "file" | "line"> & {
    /** What decides; null if nothing is written. */
    readonly place: Location | null;
  })[];
}

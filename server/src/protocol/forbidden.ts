import type { ForbiddenShape } from "../core/access/refusal.ts";
import type { Sentence } from "../core/words/sentence.ts";
import type { VaultReference } from "./names.ts";
import type { VerdictResult } from "./verdicts.ts";
import type { AccessChange } from "./changes-of-access.ts";

export interface Explain403Params {
  /** The body of a 403 response, or a log that contains one. */
  readonly text: string;
  /** The vault to use if the text does not identify a known one. */
  readonly to?: VaultReference;
}

/**
 * Why the service rejected the call, and what the templates say about it. Identities in the text are never repeated.
 */
export interface Explain403Result {
  /** Null if the text does not contain a 403 from a key vault. */
  readonly explanation: ExplanationResult | null;
}

export interface ExplanationResult {
  readonly shape: ForbiddenShape;
  /** The address that the service saw. */
  readonly client: string | null;
  /** The vault's name in the text. */
  readonly vault: string | null;
  /** False if the network allowed the call and a permission is missing. */
  readonly networkDecision: boolean;
  /** What the error message means, in sentences. */
  readonly meaning: Sentence;
  /** The vaults of templates that match; several if the name is ambiguous, none if no template declares it. */
  readonly candidates: readonly (VaultReference & { readonly symbol: string })[];
  /** What the template of the only candidate says about the client. */
  readonly template: VerdictResult | null;
  /** "bypass: the service says None, the template says AzureServices". */
  readonly drift: readonly Sentence[];
  /** Narrowest first; none for a permission problem. */
  readonly fixes: readonly AccessChange[];
  /** Why the deployed state may differ, and what to check. */
  readonly advice: readonly Sentence[];
  /** All of this as Markdown, in the language of the client. */
  readonly document: Sentence;
}

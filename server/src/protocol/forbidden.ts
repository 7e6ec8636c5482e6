import type { ForbiddenShape } from "../core/access/refusal.ts";
import type { Sentence } from "../core/words/sentence.ts";
import type { VaultReference } from "./names.ts";
import type { VerdictResult } from "./verdicts.ts";
import type { AccessChange } from "./changes-of-access.ts";

export interface Explain403Params {
  /** A 403 body, or a log around it. */
  readonly text: string;
  /** The vault that is meant, where the text names none that is known. */
  readonly to?: VaultReference;
}

/** Why the service said no, and what the templates say about it. Identities in the text are never repeated. */
export interface Explain403Result {
  /** Null when the text holds no 403 of a key vault. */
  readonly explanation: ExplanationResult | null;
}

export interface ExplanationResult {
  readonly shape: ForbiddenShape;
  /** The address that the service saw. */
  readonly client: string | null;
  /** The vault's name in the text. */
  readonly vault: string | null;
  /** False: the network let the call through, and a permission is missing. */
  readonly networkDecision: boolean;
  /** What the service's words mean, as sentences. */
  readonly meaning: Sentence;
  /** The vaults of templates that are meant; several where the name does not tell, none where no template has it. */
  readonly candidates: readonly (VaultReference & { readonly symbol: string })[];
  /** What the template of the only candidate says of the client. */
  readonly template: VerdictResult | null;
  /** "bypass: the service says None, the template AzureServices". */
  readonly drift: readonly Sentence[];
  /** Narrowest first; none for a permission problem. */
  readonly fixes: readonly AccessChange[];
  /** Why the deployed state may differ, and what to look at. */
  readonly advice: readonly Sentence[];
  /** All of this as Markdown, in the language of the client. */
  readonly document: Sentence;
}

import type { DocumentId } from "./span.ts";

/**
 * An immutable text with a name. Whatever is computed from a document is memoized by its identity,
 * so a changed text is always a new object.
 */
export interface Document {
  readonly id: DocumentId;
  readonly text: string;
  /** The editor's language ID; for documents whose kind does not follow from their name. */
  readonly language?: string;
  /**
   * Read as it says things were before the deployment that it predicts. Left out, it is read as it says they will be; of a document that
   * holds one state only this makes no difference.
   */
  readonly moment?: "before";
  /** Why the host leaves it out: it is not read, and nothing it is part of is evaluated. */
  readonly leftOut?: LeftOutReason;
}

/** Reading it took too long, or a server that worked on it was silent or failed. */
export type LeftOutReason =
  | { readonly kind: "too-slow" | "silent"; readonly seconds: number }
  | { readonly kind: "failed" };

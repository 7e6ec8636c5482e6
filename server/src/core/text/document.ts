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
  /** Why the host has it left out, in one line: it is not read then, and nothing it is part of is judged. */
  readonly leftOut?: string;
}

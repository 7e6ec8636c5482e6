import type { Span } from "./document.ts";

/** A word that means nothing where it is written, and the one that was probably intended. */
export interface Correction {
  readonly span: Span;
  readonly written: string;
  readonly intended: string;
}

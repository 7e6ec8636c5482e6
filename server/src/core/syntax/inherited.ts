import type { Document } from "../text/document.ts";
import { Remembered } from "../logic/memoize.ts";

/** What was last read of documents, for those that are made from them by edits. */
export class Inherited<T extends object> {
  readonly #known = new Remembered<Document, T>();

  /** What is known of a document, or of what it was made from. */
  of(document: Document): T | undefined {
    return this.#known.get(document);
  }

  keep(document: Document, known: T): void {
    this.#known.set(document, known);
  }

  /** A document was made from another one: what is known of that is of use for it. */
  inherit(from: Document, to: Document): void {
    const known = this.#known.get(from);
    if (known) this.#known.set(to, known);
  }
}

import { type Document, folderOf, Remembered } from "../core/index.ts";
import type { LeftOut } from "../protocol.ts";
import { normalizeUri } from "./files.ts";

/** Documents that are left out until they change, because a server did not finish working on them. */
export class LeftOutDocuments {
  readonly #why: Map<string, LeftOut["why"]>;
  readonly #given = new Remembered<Document, Document>();
  /** Nothing changes while a new server receives the messages of the previous one. */
  #isReplaying: boolean;

  constructor(leftOut: readonly LeftOut[]) {
    this.#why = new Map(leftOut.map(({ uri, why }) => [normalizeUri(uri), why]));
    this.#isReplaying = this.#why.size > 0;
  }

  /** All messages to the previous server have been repeated. */
  replayed(): void {
    this.#isReplaying = false;
  }

  /** A file has changed: everything that was left out together with it is read again. */
  changed(id: string): void {
    if (this.#isReplaying) return;
    this.#why.delete(id);
    this.#why.delete(folderOf(id));
  }

  /** The document as it is to be read: the same object for the same document. */
  given(document: Document): Document {
    if (this.#why.size === 0) return document;
    const why = this.#why.get(document.id) ?? this.#why.get(folderOf(document.id));
    if (why === undefined) return document;
    const before = this.#given.get(document) ?? { ...document, leftOut: why };
    this.#given.set(document, before);
    return before;
  }
}

import { type Document, folderOf, Remembered } from "../core/index.ts";
import type { LeftOut } from "../protocol/watchdog/watchdog.ts";
import { normalizeUri } from "./files.ts";

/** Documents that are left out until they change, because a server did not finish working on them. */
export class LeftOutDocuments {
  readonly #leftOut: Map<string, LeftOut>;
  readonly #given = new Remembered<Document, Document>();
  readonly #onReadAgain: (uri: string) => void;

  /** `onReadAgain` gets the address of each that is read again, as it was given. */
  constructor(leftOut: readonly LeftOut[] = [], onReadAgain: (uri: string) => void = () => undefined) {
    this.#leftOut = new Map(leftOut.map((each) => [normalizeUri(each.uri), each]));
    this.#onReadAgain = onReadAgain;
  }

  /** A file has changed: everything that was left out together with it is read again. */
  changed(id: string): void {
    for (const each of [id, folderOf(id)]) {
      const leftOut = this.#leftOut.get(each);
      this.#leftOut.delete(each);
      if (leftOut) this.#onReadAgain(leftOut.uri);
    }
  }

  /** The document as it is to be read: the same object for the same document. */
  given(document: Document): Document {
    if (this.#leftOut.size === 0) return document;
    const leftOut = this.#leftOut.get(document.id) ?? this.#leftOut.get(folderOf(document.id));
    if (leftOut === undefined) return document;
    const before = this.#given.get(document) ?? { ...document, leftOut: leftOut.why };
    this.#given.set(document, before);
    return before;
  }
}

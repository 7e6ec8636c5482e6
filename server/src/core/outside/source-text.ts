import { memoize } from "../logic/memoize.ts";
import type { Document } from "../text/document.ts";
import type { DocumentId, Span } from "../text/span.ts";

/** A text inside of a document, such as a script that is a value in YAML, and where its characters are in the document. */
export interface SourceText {
  readonly document: DocumentId;
  readonly text: string;
  /** The offset in the document of an offset in the text. */
  readonly at: (offset: number) => number;
}

/** A stretch of a text, as a place in its document. */
export function spanIn({ document, at, text }: SourceText, start: number, end: number): Span {
  const last = Math.min(end, text.length);
  return { document, start: at(start), end: last > start ? at(last - 1) + 1 : at(start) };
}

/** A part of a text. */
export function partOf({ document, text, at }: SourceText, start: number, end: number): SourceText {
  return { document, text: text.slice(start, end), at: (offset) => at(start + offset) };
}

/** A whole document as a text. */
export const wholeText = memoize(({ id, text }: Document): SourceText => ({
  document: id,
  text,
  at: (offset) => offset,
}));

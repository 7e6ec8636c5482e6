import { memoize } from "../logic/memoize.ts";
import type { Document, DocumentId, Span } from "../text/document.ts";

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

/** Texts of one document as one, each on lines of its own. */
export function joinedTexts(parts: readonly SourceText[]): SourceText {
  const starts: number[] = [];
  let end = 0;
  for (const { text } of parts) {
    starts.push(end);
    end += text.length + 1;
  }
  const at = (offset: number): number => {
    const index = Math.max(
      0,
      starts.findLastIndex((start) => start <= offset),
    );
    return parts[index]?.at(offset - (starts[index] ?? 0)) ?? 0;
  };
  return { document: parts[0]?.document ?? "", text: parts.map(({ text }) => text).join("\n"), at };
}

/** What is in the quotes that begin at a place of the document. */
export function quotedAt(source: SourceText, { start: place }: Span): SourceText {
  const { text, at } = source;
  // Offsets are in the order of the text, so that the first one at the place is the right one.
  let start = 0;
  let end = text.length;
  while (start < end) {
    const middle = (start + end) >> 1;
    if (at(middle) < place) start = middle + 1;
    else end = middle;
  }
  if (!/['"]/.test(text.charAt(start))) return partOf(source, start, start);
  const stop = text.indexOf(text.charAt(start), start + 1);
  return partOf(source, start + 1, stop < 0 ? text.length : stop);
}

/** A whole document as a text. */
export const wholeText = memoize(({ id, text }: Document): SourceText => ({
  document: id,
  text,
  at: (offset) => offset,
}));

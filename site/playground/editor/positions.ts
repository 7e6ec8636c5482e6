import type { Text } from "@codemirror/state";
import type { LocationRange } from "../../../server/src/protocol/names.ts";

/** Both count UTF-16 code units; a place beyond the text, as an older version may have had it, is its nearest one. */
export function offsetAt(doc: Text, { line, character }: LocationRange["start"]): number {
  if (line >= doc.lines) return doc.length;
  const { from, to } = doc.line(line + 1);
  return Math.min(from + character, to);
}

export function positionAt(doc: Text, offset: number): LocationRange["start"] {
  const { number, from } = doc.lineAt(offset);
  return { line: number - 1, character: offset - from };
}

export function spanOf(
  doc: Text,
  { start, end }: LocationRange,
): { readonly from: number; readonly to: number } {
  return { from: offsetAt(doc, start), to: offsetAt(doc, end) };
}

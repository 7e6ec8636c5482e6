import type { Position, Range, TextEdit } from "vscode-languageserver/node";

/** Counts positions in its own, plain way, so that the server's converter is held to something. */
export type Encoding = "utf-8" | "utf-16" | "utf-32";

export function positionAt(text: string, offset: number, encoding: Encoding): Position {
  const lines = text.slice(0, offset).split("\n");
  return { line: lines.length - 1, character: lengthOf(lines.at(-1) ?? "", encoding) };
}

function offsetAt(text: string, { line, character }: Position, encoding: Encoding): number {
  const lines = text.split("\n");
  const start = lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0);
  const inLine = lines[line] ?? "";
  for (let units = 0; units <= inLine.length; units++) {
    if (lengthOf(inLine.slice(0, units), encoding) === character) return start + units;
  }
  throw new Error(`Line ${line} has no character ${character}.`);
}

export function sliceOf(text: string, { start, end }: Range, encoding: Encoding): string {
  return text.slice(offsetAt(text, start, encoding), offsetAt(text, end, encoding));
}

export function applyEdits(text: string, edits: readonly TextEdit[], encoding: Encoding): string {
  const placed = edits.map(({ range, newText }) => ({
    start: offsetAt(text, range.start, encoding),
    end: offsetAt(text, range.end, encoding),
    newText,
  }));
  return placed
    .sort((a, b) => b.start - a.start)
    .reduce((result, { start, end, newText }) => result.slice(0, start) + newText + result.slice(end), text);
}

function lengthOf(text: string, encoding: Encoding): number {
  switch (encoding) {
    case "utf-8":
      return Buffer.byteLength(text, "utf8");
    case "utf-16":
      return text.length;
    case "utf-32":
      return Array.from(text).length;
  }
}

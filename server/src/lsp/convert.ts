import type { Position, Range } from "vscode-languageserver";
import { type Document, LineIndex, Remembered, type Span } from "../core/index.ts";

/** How a client counts characters within a line. */
export type PositionEncoding = "utf-8" | "utf-16" | "utf-32";

/** The only place where offsets of the core (UTF-16 code units) meet positions of the protocol. */
export interface Converter {
  readonly encoding: PositionEncoding;
  /** Positions outside the text are moved to the end of their line or of the text, as the protocol requires. */
  readonly toOffset: (document: Document, position: Position) => number;
  readonly toPosition: (document: Document, offset: number) => Position;
  readonly toRange: (document: Document, place: Pick<Span, "start" | "end">) => Range;
}

/**
 * Selects the client's most preferred encoding that the server supports; clients that do not specify any use UTF-16.
 */
export function chooseEncoding(offered: readonly unknown[]): PositionEncoding {
  const known: readonly PositionEncoding[] = ["utf-8", "utf-16", "utf-32"];
  const liked = offered.find((each) => known.some((encoding) => encoding === each));
  return known.find((encoding) => encoding === liked) ?? "utf-16";
}

/** A converter for one encoding; lines are found once per document. */
export function createConverter(encoding: PositionEncoding): Converter {
  const indexes = new Remembered<Document, LineIndex>();
  const linesOf = (document: Document): LineIndex => {
    const before = indexes.get(document);
    if (before) return before;
    const lines = new LineIndex(document.text);
    indexes.set(document, lines);
    return lines;
  };
  const toPosition = (document: Document, offset: number): Position => {
    const { line, character } = linesOf(document).at(offset);
    const start = linesOf(document).startOf(line);
    const before = document.text.slice(start, start + character - 1);
    return { line: line - 1, character: measure(before, encoding) };
  };
  return {
    encoding,
    toPosition,
    toOffset: (document, { line, character }) => {
      const lines = linesOf(document);
      if (line >= lines.lineCount) return document.text.length;
      const start = lines.startOf(line + 1);
      const text = document.text.slice(start, lines.startOf(line + 2)).replace(/(?<![\r\n])[\r\n]+$/, "");
      return start + unitsIn(text, character, encoding);
    },
    toRange: (document, { start, end }) => ({
      start: toPosition(document, start),
      end: toPosition(document, end),
    }),
  };
}

/** The length of a text in the units of an encoding. */
function measure(text: string, encoding: PositionEncoding): number {
  if (encoding === "utf-16") return text.length;
  let length = 0;
  for (const character of text) length += unitsOf(character, encoding);
  return length;
}

/** How many UTF-16 units of a line precede a position; a position inside a character counts as before it. */
function unitsIn(line: string, position: number, encoding: PositionEncoding): number {
  if (encoding === "utf-16") return Math.min(position, line.length);
  let passed = 0;
  let units = 0;
  for (const character of line) {
    passed += unitsOf(character, encoding);
    if (passed > position) return units;
    units += character.length;
  }
  return units;
}

function unitsOf(character: string, encoding: PositionEncoding): number {
  if (encoding === "utf-32") return 1;
  if (encoding === "utf-16") return character.length;
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
}

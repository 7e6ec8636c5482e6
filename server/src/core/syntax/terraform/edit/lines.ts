import type { Replacement } from "../../../text/replacement.ts";

/** A file, and how it is laid out. */
export interface Layout {
  readonly text: string;
  readonly newline: string;
  /** One level of indentation. */
  readonly indent: string;
}

export function layoutOf(text: string): Layout {
  const indent = /^([ \t]+)\S/m.exec(text)?.[1] ?? "  ";
  return {
    text,
    newline: /\r\n|\n/.exec(text)?.[0] ?? "\n",
    indent: indent.startsWith("\t") ? "\t" : "  ",
  };
}

export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

/** Where the line ends, its line end not counted. */
export function lineEnd(text: string, offset: number): number {
  const at = text.indexOf("\n", offset);
  if (at < 0) return text.length;
  return text[at - 1] === "\r" && at > offset ? at - 1 : at;
}

/** Where the next line begins. */
export function afterLine(text: string, offset: number): number {
  const at = text.indexOf("\n", offset);
  return at < 0 ? text.length : at + 1;
}

/** The white space at the beginning of the line that holds an offset. */
export function indentationAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? "";
}

export function isOnOneLine(text: string, start: number, end: number): boolean {
  return !text.slice(start, end).includes("\n");
}

export function insertAt(offset: number, text: string): Replacement {
  return { start: offset, end: offset, text };
}

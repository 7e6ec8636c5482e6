import { Char, isLineBreak } from "./characters.ts";
import type { Cursor } from "./cursor.ts";
import type { ErrorNode, Expression, Interpolation, Quote, StringNode } from "./nodes.ts";
import type { ErrorCode } from "./problem.ts";
import { skip } from "./recovery.ts";
import { StringFlag, Token } from "./token.ts";

/** How the pieces of one string are delimited: characters before the first piece and behind the last, and of an interpolation. */
interface Delimiters {
  readonly quote: Quote;
  readonly dollars: number;
}

const single: Delimiters = { quote: "single", dollars: 1 };

export function atString(cursor: Cursor): boolean {
  return cursor.at(Token.String) || cursor.at(Token.StringStart);
}

/** Reads a string; the cursor is at its first token. A string that is not closed on its line is an error. */
export function parseString(cursor: Cursor): StringNode | Interpolation | ErrorNode {
  if (cursor.at(Token.StringStart)) return parseInterpolation(cursor);
  const start = cursor.startOf();
  const end = cursor.endOf();
  const flags = cursor.tokens.flags[cursor.index] ?? StringFlag.None;
  cursor.advance();
  cursor.height = 0;
  if (flags & StringFlag.Unterminated) return cursor.damaged("unterminated-string", start, end);
  const delimiters = delimitersAt(cursor.text, start, end);
  const value = segment(cursor.text, start, end, delimiters, flags, Token.String);
  if (value === undefined) return cursor.damaged("bad-escape", start, end);
  return { kind: "string", start, end, value, quote: delimiters.quote };
}

function parseInterpolation(cursor: Cursor): Interpolation | ErrorNode {
  const start = cursor.startOf();
  const delimiters = delimitersAt(cursor.text, start, cursor.endOf());
  const segments: string[] = [];
  const expressions: Expression[] = [];
  let problem: ErrorCode | undefined;
  let height = 0;
  for (;;) {
    const { kind } = cursor;
    const flags = cursor.tokens.flags[cursor.index] ?? StringFlag.None;
    const value = segment(cursor.text, cursor.startOf(), cursor.endOf(), delimiters, flags, kind);
    if (flags & StringFlag.Unterminated) problem = "unterminated-string";
    else if (value === undefined) problem ??= "bad-escape";
    segments.push(value ?? "");
    cursor.advance();
    if (kind === Token.StringEnd) break;
    expressions.push(parseInterpolatedValue(cursor));
    height = Math.max(height, cursor.height);
    if (!cursor.at(Token.StringMiddle) && !cursor.at(Token.StringEnd)) {
      problem = "unterminated-string";
      break;
    }
  }
  cursor.height = height + 1;
  const end = cursor.lastEnd;
  if (problem !== undefined) return cursor.damaged(problem, start, end);
  return { kind: "interpolation", start, end, segments, expressions, quote: delimiters.quote };
}

/** The expression of an interpolation; anything left between it and the closing brace makes it unreadable. */
function parseInterpolatedValue(cursor: Cursor): Expression {
  const start = cursor.startOf();
  const expression = cursor.grammar.expression(cursor);
  if (interpolationIsOver(cursor)) return expression;
  while (!interpolationIsOver(cursor)) {
    const { index } = cursor;
    skip(cursor, "unexpected-text");
    if (cursor.index === index) cursor.advance();
  }
  return cursor.damaged("unexpected-text", start, cursor.lastEnd);
}

function interpolationIsOver(cursor: Cursor): boolean {
  return (
    cursor.at(Token.StringMiddle) ||
    cursor.at(Token.StringEnd) ||
    cursor.at(Token.NewLine) ||
    cursor.at(Token.EndOfFile)
  );
}

function delimitersAt(text: string, start: number, end: number): Delimiters {
  if (text.charCodeAt(start) === Char.Quote)
    return end - start > 2 && text.startsWith("'''", start) ? { quote: "multiline", dollars: 0 } : single;
  let dollars = 0;
  while (text.charCodeAt(start + dollars) === Char.Dollar) dollars++;
  return { quote: "multiline", dollars };
}

/** The value of one piece, which runs from a quote or brace to a quote or interpolation; undefined for a bad escape. */
function segment(
  text: string,
  start: number,
  end: number,
  { quote, dollars }: Delimiters,
  flags: number,
  kind: number,
): string | undefined {
  const first = kind === Token.String || kind === Token.StringStart;
  const last = kind === Token.String || kind === Token.StringEnd;
  if (quote === "single") {
    const raw = text.slice(start + 1, end - (last ? 1 : 2));
    return flags & StringFlag.Escapes ? unescape(raw) : raw;
  }
  const from = first ? contentStart(text, start + dollars + 3) : start + 1;
  return text.slice(from, Math.max(from, end - (last ? 3 : dollars + 1)));
}

const simple: ReadonlyMap<string, string> = new Map(
  Object.entries({
    n: "\n",
    r: "\r",
    t: "\t",
    "\\": "\\",
    "'": "'",
    $: "$",
  }),
);

const escapes = /\\(?:u\{([0-9a-fA-F]+)\}|([^]?))/g;

/**
 * The value of a piece of a single-line string, without its quotes; undefined when an escape is not one of those in
 * https://learn.microsoft.com/azure/azure-resource-manager/bicep/data-types#strings.
 */
function unescape(raw: string): string | undefined {
  const unknown: string[] = [];
  const value = raw.replace(
    escapes,
    (escape, hexadecimal: string | undefined, character: string | undefined) => {
      const resolved = hexadecimal === undefined ? simple.get(character ?? "") : codePoint(hexadecimal);
      if (resolved === undefined) unknown.push(escape);
      return resolved ?? "";
    },
  );
  return unknown.length === 0 ? value : undefined;
}

function codePoint(hexadecimal: string): string | undefined {
  const value = Number.parseInt(hexadecimal, 16);
  return value <= 0x10ffff ? String.fromCodePoint(value) : undefined;
}

/** Offset of the first character of a multi-line string: a line break right behind the quotes does not count. */
function contentStart(text: string, offset: number): number {
  if (!isLineBreak(text.charCodeAt(offset))) return offset;
  return text.startsWith("\r\n", offset) ? offset + 2 : offset + 1;
}

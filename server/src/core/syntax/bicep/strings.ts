import { Char } from "./characters.ts";
import { advance, at, type Cursor, damaged, endOf, startOf } from "./cursor.ts";
import type { ErrorNode, Expression, Interpolation, Quote, StringNode } from "./nodes.ts";
import type { ErrorCode } from "./problem.ts";
import { skip } from "./recovery.ts";
import { contentStart, unescape } from "./string-value.ts";
import { StringFlag, Token } from "./token.ts";

/** How the pieces of one string are delimited: characters before the first piece and behind the last, and of an interpolation. */
interface Delimiters {
  readonly quote: Quote;
  readonly dollars: number;
}

const single: Delimiters = { quote: "single", dollars: 1 };

export function atString(cursor: Cursor): boolean {
  return at(cursor, Token.String) || at(cursor, Token.StringStart);
}

/** Reads a string; the cursor is at its first token. A string that is not closed on its line is an error. */
export function parseString(cursor: Cursor): StringNode | Interpolation | ErrorNode {
  if (at(cursor, Token.StringStart)) return parseInterpolation(cursor);
  const start = startOf(cursor);
  const end = endOf(cursor);
  const flags = cursor.tokens.flags[cursor.index] ?? StringFlag.None;
  advance(cursor);
  cursor.height = 0;
  if (flags & StringFlag.Unterminated) return damaged(cursor, "unterminated-string", start, end);
  const delimiters = delimitersAt(cursor.text, start, end);
  const value = segment(cursor.text, start, end, delimiters, flags, Token.String);
  if (value === undefined) return damaged(cursor, "bad-escape", start, end);
  return { kind: "string", start, end, value, quote: delimiters.quote };
}

function parseInterpolation(cursor: Cursor): Interpolation | ErrorNode {
  const start = startOf(cursor);
  const delimiters = delimitersAt(cursor.text, start, endOf(cursor));
  const segments: string[] = [];
  const expressions: Expression[] = [];
  let problem: ErrorCode | undefined;
  let height = 0;
  for (;;) {
    const { kind } = cursor;
    const flags = cursor.tokens.flags[cursor.index] ?? StringFlag.None;
    const value = segment(cursor.text, startOf(cursor), endOf(cursor), delimiters, flags, kind);
    if (flags & StringFlag.Unterminated) problem = "unterminated-string";
    else if (value === undefined) problem ??= "bad-escape";
    segments.push(value ?? "");
    advance(cursor);
    if (kind === Token.StringEnd) break;
    expressions.push(parseInterpolatedValue(cursor));
    height = Math.max(height, cursor.height);
    if (!at(cursor, Token.StringMiddle) && !at(cursor, Token.StringEnd)) {
      problem = "unterminated-string";
      break;
    }
  }
  cursor.height = height + 1;
  const end = cursor.lastEnd;
  if (problem !== undefined) return damaged(cursor, problem, start, end);
  return { kind: "interpolation", start, end, segments, expressions, quote: delimiters.quote };
}

/** The expression of an interpolation; anything left between it and the closing brace makes it unreadable. */
function parseInterpolatedValue(cursor: Cursor): Expression {
  const start = startOf(cursor);
  const expression = cursor.grammar.expression(cursor);
  if (interpolationIsOver(cursor)) return expression;
  while (!interpolationIsOver(cursor)) {
    const { index } = cursor;
    skip(cursor, "unexpected-text");
    if (cursor.index === index) advance(cursor);
  }
  return damaged(cursor, "unexpected-text", start, cursor.lastEnd);
}

function interpolationIsOver(cursor: Cursor): boolean {
  return (
    at(cursor, Token.StringMiddle) ||
    at(cursor, Token.StringEnd) ||
    at(cursor, Token.NewLine) ||
    at(cursor, Token.EndOfFile)
  );
}

function delimitersAt(text: string, start: number, end: number): Delimiters {
  if (text.charCodeAt(start) === Char.Quote) {
    return end - start > 2 && text.startsWith("'''", start) ? { quote: "multiline", dollars: 0 } : single;
  }
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

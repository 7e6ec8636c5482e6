import { advance, at, type Cursor, damaged, missing, peek, skipNewLine, startOf } from "./cursor.ts";
import type { ErrorNode, Expression, Lambda, Name, Parenthesized } from "./nodes.ts";
import { breaksOut, endsValue, settle, takeCloser } from "./recovery.ts";
import { Token } from "./token.ts";

/** Reads `(value)`, or the lambda `(a, b) => body` whose arrow and body `parseBody` takes. */
export function parseParenthesized(
  cursor: Cursor,
  parseBody: (cursor: Cursor) => Expression,
): Parenthesized | Lambda {
  const start = startOf(cursor);
  const { values, close } = parseValues(cursor);
  if (at(cursor, Token.Arrow)) {
    const parameters = values.map((value) => asParameter(cursor, value));
    const body = parseBody(cursor);
    return { kind: "lambda", start, end: cursor.lastEnd, parameters, body };
  }
  cursor.height++;
  const end = cursor.lastEnd;
  return { kind: "parenthesized", start, end, inner: onlyValue(cursor, start, values), close };
}

interface Values {
  readonly values: readonly Expression[];
  readonly close: number | undefined;
}

function parseValues(cursor: Cursor): Values {
  advance(cursor);
  cursor.parens++;
  const values: Expression[] = [];
  let height = 0;
  if (!breaksOut(cursor)) skipNewLine(cursor);
  while (!at(cursor, Token.RightParen) && !endsValue(cursor.kind)) {
    const value = cursor.grammar.expression(cursor);
    height = Math.max(height, cursor.height);
    passLineBreak(cursor);
    values.push(settle(cursor, value));
    passLineBreak(cursor);
    if (!at(cursor, Token.Comma)) break;
    advance(cursor);
    if (!breaksOut(cursor)) skipNewLine(cursor);
    if (endsValue(cursor.kind)) values.push(missing(cursor, "expected-value"));
  }
  const close = takeCloser(cursor, Token.RightParen);
  cursor.parens--;
  cursor.height = height;
  return { values, close };
}

/** A line break belongs to the parentheses unless the next line is for something around them. */
function passLineBreak(cursor: Cursor): void {
  if (!at(cursor, Token.NewLine) || breaksOut(cursor)) return;
  const next = peek(cursor, 1);
  if (next === Token.RightParen || next === Token.Comma || !endsValue(next)) advance(cursor);
}

function onlyValue(cursor: Cursor, start: number, values: readonly Expression[]): Expression {
  const [value, second] = values;
  if (value === undefined) return damaged(cursor, "expected-value", start + 1, start + 1);
  if (second === undefined) return value;
  return damaged(cursor, "unexpected-text", value.start, values.at(-1)?.end ?? value.end);
}

function asParameter(cursor: Cursor, value: Expression): Name | ErrorNode {
  if (value.kind === "variable-access")
    return { kind: "name", start: value.start, end: value.end, text: value.name };
  return value.kind === "error" ? value : damaged(cursor, "expected-name", value.start, value.end);
}

import { parseArguments } from "./arguments.ts";
import {
  advance,
  at,
  atDeclarationLine,
  atWord,
  type Cursor,
  damaged,
  endOf,
  missing,
  nameBetween,
  peek,
  skipNewLine,
  startOf,
  takeName,
} from "./cursor.ts";
import { parseLiteral } from "./literals.ts";
import { parseFor } from "./loop.ts";
import type { ErrorNode, Expression, Lambda, Name, Parenthesized, VariableAccess } from "./nodes.ts";
import { parseArray, parseObject } from "./objects.ts";
import { atPropertyLine, breaksOut, endsValue, settle, takeCloser, unreadable } from "./recovery.ts";
import { parseString } from "./strings.ts";
import { Token } from "./token.ts";

/** Reads a value that no operator takes part in. */
export function parsePrimary(cursor: Cursor): Expression {
  switch (cursor.kind) {
    case Token.Identifier:
      return parseNamed(cursor);
    case Token.String:
    case Token.StringStart:
      return parseString(cursor);
    case Token.LeftBrace:
      return parseObject(cursor);
    case Token.LeftSquare:
      return startsLoop(cursor) ? parseFor(cursor, cursor.grammar.expression) : parseArray(cursor);
    case Token.LeftParen:
      return parseParenthesized(cursor, parseLambdaBody);
    default:
      return parseLiteral(cursor) ?? unreadable(cursor, "expected-value");
  }
}

/** `for` may be on the line after the bracket. */
function startsLoop(cursor: Cursor): boolean {
  return atWord(cursor, "for", peek(cursor, 1) === Token.NewLine ? 2 : 1);
}

function parseNamed(cursor: Cursor): Expression {
  const next = peek(cursor, 1);
  if (next !== Token.LeftParen && next !== Token.Arrow) return parseReference(cursor);
  const name = takeName(cursor);
  if (at(cursor, Token.Arrow)) return parseShortLambda(cursor, name);
  const { open, args, close } = parseArguments(cursor, Token.RightParen, cursor.grammar.expression);
  return { kind: "call", start: name.start, end: cursor.lastEnd, name, open, args, close };
}

function parseReference(cursor: Cursor): VariableAccess {
  const start = startOf(cursor);
  const end = endOf(cursor);
  advance(cursor);
  cursor.height = 0;
  return { kind: "variable-access", start, end, name: nameBetween(cursor, start, end) };
}

function parseShortLambda(cursor: Cursor, name: Name): Lambda {
  const body = parseLambdaBody(cursor);
  return { kind: "lambda", start: name.start, end: cursor.lastEnd, parameters: [name], body };
}

/** Consumes the arrow at the cursor and the body, which may be on the next line. */
export function parseLambdaBody(cursor: Cursor): Expression {
  advance(cursor);
  const next = peek(cursor, 1);
  if (
    at(cursor, Token.NewLine) &&
    !endsValue(next) &&
    !atPropertyLine(cursor, 1) &&
    !atDeclarationLine(cursor, 1)
  ) {
    advance(cursor);
  }
  const body = cursor.grammar.expression(cursor);
  cursor.height++;
  return body;
}

/** Reads `(value)`, or the lambda `(a, b) => body` whose arrow and body `parseBody` takes. */
function parseParenthesized(
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

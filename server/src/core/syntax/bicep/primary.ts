import { parseArguments, parseLiteral } from "./arguments.ts";
import type { Cursor } from "./cursor.ts";
import { parseFor } from "./declarations.ts";
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
  return cursor.atWord("for", cursor.peek(1) === Token.NewLine ? 2 : 1);
}

function parseNamed(cursor: Cursor): Expression {
  const next = cursor.peek(1);
  if (next !== Token.LeftParen && next !== Token.Arrow) return parseReference(cursor);
  const name = cursor.takeName();
  if (cursor.at(Token.Arrow)) return parseShortLambda(cursor, name);
  const { open, args, close } = parseArguments(cursor, Token.RightParen, cursor.grammar.expression);
  return { kind: "call", start: name.start, end: cursor.lastEnd, name, open, args, close };
}

function parseReference(cursor: Cursor): VariableAccess {
  const start = cursor.startOf();
  const end = cursor.endOf();
  cursor.advance();
  cursor.height = 0;
  return { kind: "variable-access", start, end, name: cursor.nameBetween(start, end) };
}

function parseShortLambda(cursor: Cursor, name: Name): Lambda {
  const body = parseLambdaBody(cursor);
  return { kind: "lambda", start: name.start, end: cursor.lastEnd, parameters: [name], body };
}

/** Consumes the arrow at the cursor and the body, which may be on the next line. */
export function parseLambdaBody(cursor: Cursor): Expression {
  cursor.advance();
  const next = cursor.peek(1);
  if (
    cursor.at(Token.NewLine) &&
    !endsValue(next) &&
    !atPropertyLine(cursor, 1) &&
    !cursor.atDeclarationLine(1)
  ) {
    cursor.advance();
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
  const start = cursor.startOf();
  const { values, close } = parseValues(cursor);
  if (cursor.at(Token.Arrow)) {
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
  cursor.advance();
  cursor.parens++;
  const values: Expression[] = [];
  let height = 0;
  if (!breaksOut(cursor)) cursor.skipNewLine();
  while (!cursor.at(Token.RightParen) && !endsValue(cursor.kind)) {
    const value = cursor.grammar.expression(cursor);
    height = Math.max(height, cursor.height);
    passLineBreak(cursor);
    values.push(settle(cursor, value));
    passLineBreak(cursor);
    if (!cursor.at(Token.Comma)) break;
    cursor.advance();
    if (!breaksOut(cursor)) cursor.skipNewLine();
    if (endsValue(cursor.kind)) values.push(cursor.missing("expected-value"));
  }
  const close = takeCloser(cursor, Token.RightParen);
  cursor.parens--;
  cursor.height = height;
  return { values, close };
}

/** A line break belongs to the parentheses unless the next line is for something around them. */
function passLineBreak(cursor: Cursor): void {
  if (!cursor.at(Token.NewLine) || breaksOut(cursor)) return;
  const next = cursor.peek(1);
  if (next === Token.RightParen || next === Token.Comma || !endsValue(next)) cursor.advance();
}

function onlyValue(cursor: Cursor, start: number, values: readonly Expression[]): Expression {
  const [value, second] = values;
  if (value === undefined) return cursor.damaged("expected-value", start + 1, start + 1);
  if (second === undefined) return value;
  return cursor.damaged("unexpected-text", value.start, values.at(-1)?.end ?? value.end);
}

function asParameter(cursor: Cursor, value: Expression): Name | ErrorNode {
  if (value.kind === "variable-access")
    return { kind: "name", start: value.start, end: value.end, text: value.name };
  return value.kind === "error" ? value : cursor.damaged("expected-name", value.start, value.end);
}

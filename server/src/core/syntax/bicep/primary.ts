import { parseArguments } from "./arguments.ts";
import {
  advance,
  at,
  atDeclarationLine,
  atWord,
  type Cursor,
  endOf,
  nameBetween,
  peek,
  startOf,
  takeName,
} from "./cursor.ts";
import { parseLiteral } from "./literals.ts";
import { parseFor } from "./loop.ts";
import type { Expression, Lambda, Name, VariableAccess } from "./nodes.ts";
import { parseArray, parseObject } from "./objects.ts";
import { parseParenthesized } from "./parenthesized.ts";
import { atPropertyLine, endsValue, unreadable } from "./recovery.ts";
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

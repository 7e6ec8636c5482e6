import { at, atWord, advance, type Cursor, missing, peek, startOf } from "./cursor.ts";
import type { Body, Conditional, ErrorNode, Expression, ObjectNode } from "./nodes.ts";
import { parseFor } from "./loop.ts";
import { parseObject, parseResourceObject } from "./objects.ts";
import { breaksOut, endsValue, skip, unreadable } from "./recovery.ts";
import { Token } from "./token.ts";

type ObjectRule = (cursor: Cursor) => ObjectNode;

/** Reads `{…}`, `if (…) {…}` or `[for …: …]`; resources may be nested in the braces. */
export function parseResourceBody(cursor: Cursor): Body {
  return parseBody(cursor, parseResourceObject);
}

/** As `parseResourceBody`, for modules. */
export function parseModuleBody(cursor: Cursor): Body {
  return parseBody(cursor, parseObject);
}

function parseBody(cursor: Cursor, parseBraces: ObjectRule): Body {
  if (at(cursor, Token.NewLine) && atWord(cursor, "if", 1)) advance(cursor);
  if (at(cursor, Token.LeftSquare)) return parseLoopBody(cursor, parseBraces);
  return parseSingle(cursor, parseBraces);
}

function parseLoopBody(cursor: Cursor, parseBraces: ObjectRule): Body {
  if (!atWord(cursor, "for", peek(cursor, 1) === Token.NewLine ? 2 : 1)) return skip(cursor, "expected-body");
  return parseFor(cursor, (inner) => parseSingle(inner, parseBraces));
}

function parseSingle(cursor: Cursor, parseBraces: ObjectRule): ObjectNode | Conditional | ErrorNode {
  if (at(cursor, Token.LeftBrace)) return parseBraces(cursor);
  if (atWord(cursor, "if")) return parseConditional(cursor, parseBraces);
  return unreadable(cursor, "expected-body");
}

function parseConditional(cursor: Cursor, parseBraces: ObjectRule): Conditional {
  const start = startOf(cursor);
  advance(cursor);
  const condition = parseCondition(cursor);
  const height = cursor.height;
  const body = parseBracesOrError(cursor, parseBraces);
  cursor.height = Math.max(height, cursor.height) + 1;
  return { kind: "if", start, end: cursor.lastEnd, condition, body };
}

/** A condition is in parentheses; without them it would run into the body. */
function parseCondition(cursor: Cursor): Expression {
  if (!at(cursor, Token.LeftParen)) return missing(cursor, "expected-value");
  const start = startOf(cursor);
  const condition = cursor.grammar.expression(cursor);
  if (at(cursor, Token.LeftBrace) || endsValue(cursor.kind) || breaksOut(cursor)) return condition;
  return skipToBrace(cursor, start);
}

function skipToBrace(cursor: Cursor, start: number): ErrorNode {
  while (!at(cursor, Token.LeftBrace) && !endsValue(cursor.kind)) advance(cursor);
  const error = missing(cursor, "unexpected-text");
  return { ...error, start };
}

function parseBracesOrError(cursor: Cursor, parseBraces: ObjectRule): ObjectNode | ErrorNode {
  return at(cursor, Token.LeftBrace) ? parseBraces(cursor) : unreadable(cursor, "expected-body");
}

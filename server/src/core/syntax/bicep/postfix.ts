import { parseArguments } from "./arguments.ts";
import { advance, at, type Cursor, missing, parseName, report, take } from "./cursor.ts";
import type { Expression, Index, Member, MethodCall } from "./nodes.ts";
import { parsePrimary } from "./primary.ts";
import { isTooDeep, takeCloser, tooDeep } from "./recovery.ts";
import { Token } from "./token.ts";

/** Reads a value with everything that hangs behind it: `.name`, `.?name`, `.name()`, `[index]`, `::name`, `!`. */
export function parsePostfix(cursor: Cursor): Expression {
  let target = parsePrimary(cursor);
  for (;;) {
    const { kind } = cursor;
    if (
      kind !== Token.Dot &&
      kind !== Token.LeftSquare &&
      kind !== Token.DoubleColon &&
      kind !== Token.Exclamation
    ) {
      return target;
    }
    if (isTooDeep(cursor)) return tooDeep(cursor, target.start);
    const height = cursor.height;
    target = parseSuffix(cursor, target);
    cursor.height = Math.max(height, cursor.height) + 1;
  }
}

function parseSuffix(cursor: Cursor, target: Expression): Expression {
  if (at(cursor, Token.LeftSquare)) return parseIndex(cursor, target);
  if (take(cursor, Token.Dot)) return parseMember(cursor, target);
  const { start } = target;
  if (take(cursor, Token.Exclamation))
    return { kind: "nonNull", start, end: cursor.lastEnd, operand: target };
  advance(cursor);
  const name = parseName(cursor);
  return { kind: "nestedAccess", start, end: cursor.lastEnd, target, name };
}

function parseMember(cursor: Cursor, target: Expression): Member | MethodCall {
  const { start } = target;
  const safe = take(cursor, Token.Question);
  const name = parseName(cursor);
  cursor.height = 0;
  if (!at(cursor, Token.LeftParen)) return { kind: "member", start, end: cursor.lastEnd, target, name, safe };
  if (safe) report(cursor, "unexpected-text", name.start - 1, name.start);
  const { open, args, close } = parseArguments(cursor, Token.RightParen, cursor.grammar.expression);
  return { kind: "methodCall", start, end: cursor.lastEnd, target, name, open, args, close };
}

function parseIndex(cursor: Cursor, target: Expression): Index {
  const { start } = target;
  advance(cursor);
  cursor.squares++;
  const safe = take(cursor, Token.Question);
  const fromEnd = take(cursor, Token.Hat);
  const index = at(cursor, Token.RightSquare)
    ? missing(cursor, "expected-value")
    : cursor.grammar.expression(cursor);
  const close = takeCloser(cursor, Token.RightSquare);
  cursor.squares--;
  return { kind: "index", start, end: cursor.lastEnd, target, index, safe, fromEnd, close };
}

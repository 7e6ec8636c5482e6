import {
  advance,
  at,
  type Cursor,
  missing,
  parseName,
  skipNewLine,
  startOf,
  take,
  takeName,
  takeWord,
} from "./cursor.ts";
import type { Conditional, ErrorNode, Expression, For, Name } from "./nodes.ts";
import { endsValue, settle, skip, takeCloser } from "./recovery.ts";
import { Token } from "./token.ts";

interface Variables {
  readonly item: Name | ErrorNode;
  readonly index: Name | ErrorNode | undefined;
}

/** Reads `[for … in …: body]`; the cursor is at the bracket, which is known to be followed by `for`. */
export function parseFor(cursor: Cursor, parseBody: (cursor: Cursor) => Expression | Conditional): For {
  const start = startOf(cursor);
  advance(cursor);
  cursor.squares++;
  skipNewLine(cursor);
  advance(cursor);
  const { item, index } = parseVariables(cursor);
  const source = parseSource(cursor);
  let height = cursor.height;
  const body = take(cursor, Token.Colon)
    ? settle(cursor, parseBody(cursor))
    : missing(cursor, "expected-colon");
  height = Math.max(height, cursor.height);
  const close = parseEnd(cursor);
  cursor.squares--;
  cursor.height = height + 1;
  return { kind: "for", start, end: cursor.lastEnd, item, index, source, body, close };
}

function parseVariables(cursor: Cursor): Variables {
  if (!at(cursor, Token.LeftParen)) return { item: parseName(cursor), index: undefined };
  advance(cursor);
  cursor.parens++;
  const item = parseName(cursor);
  const index = take(cursor, Token.Comma) ? parseName(cursor) : missing(cursor, "expected-name");
  if (!at(cursor, Token.RightParen) && !endsValue(cursor.kind)) skip(cursor, "unexpected-text");
  takeCloser(cursor, Token.RightParen);
  cursor.parens--;
  return { item, index };
}

function parseSource(cursor: Cursor): Expression {
  if (!takeWord(cursor, "in")) {
    if (!at(cursor, Token.Identifier)) return missing(cursor, "expected-keyword");
    // A name where `in` should be: the word is misspelt or only half typed.
    missing(cursor, "expected-keyword");
    takeName(cursor);
  }
  const source = cursor.grammar.expression(cursor);
  return endsValue(cursor.kind) ? source : skip(cursor, "unexpected-text", source.start);
}

/** The closing bracket, which may be on the next line. */
function parseEnd(cursor: Cursor): number | undefined {
  if (at(cursor, Token.NewLine) && cursor.tokens.kinds[cursor.index + 1] === Token.RightSquare)
    advance(cursor);
  return takeCloser(cursor, Token.RightSquare);
}

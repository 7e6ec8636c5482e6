import type { Cursor } from "./cursor.ts";
import type { Conditional, ErrorNode, Expression, For, Name } from "./nodes.ts";
import { endsValue, settle, skip, takeCloser } from "./recovery.ts";
import { Token } from "./token.ts";

interface Variables {
  readonly item: Name | ErrorNode;
  readonly index: Name | ErrorNode | undefined;
}

/** Reads `[for … in …: body]`; the cursor is at the bracket, which is known to be followed by `for`. */
export function parseFor(cursor: Cursor, parseBody: (cursor: Cursor) => Expression | Conditional): For {
  const start = cursor.startOf();
  cursor.advance();
  cursor.squares++;
  cursor.skipNewLine();
  cursor.advance();
  const { item, index } = parseVariables(cursor);
  const source = parseSource(cursor);
  let height = cursor.height;
  const body = cursor.take(Token.Colon)
    ? settle(cursor, parseBody(cursor))
    : cursor.missing("expected-colon");
  height = Math.max(height, cursor.height);
  const close = parseEnd(cursor);
  cursor.squares--;
  cursor.height = height + 1;
  return { kind: "for", start, end: cursor.lastEnd, item, index, source, body, close };
}

function parseVariables(cursor: Cursor): Variables {
  if (!cursor.at(Token.LeftParen)) return { item: cursor.parseName(), index: undefined };
  cursor.advance();
  cursor.parens++;
  const item = cursor.parseName();
  const index = cursor.take(Token.Comma) ? cursor.parseName() : cursor.missing("expected-name");
  if (!cursor.at(Token.RightParen) && !endsValue(cursor.kind)) skip(cursor, "unexpected-text");
  takeCloser(cursor, Token.RightParen);
  cursor.parens--;
  return { item, index };
}

function parseSource(cursor: Cursor): Expression {
  if (!cursor.takeWord("in")) {
    if (!cursor.at(Token.Identifier)) return cursor.missing("expected-keyword");
    // A name where `in` should be: the word is misspelt or only half typed.
    cursor.missing("expected-keyword");
    cursor.takeName();
  }
  const source = cursor.grammar.expression(cursor);
  return endsValue(cursor.kind) ? source : skip(cursor, "unexpected-text", source.start);
}

/** The closing bracket, which may be on the next line. */
function parseEnd(cursor: Cursor): number | undefined {
  if (cursor.at(Token.NewLine) && cursor.tokens.kinds[cursor.index + 1] === Token.RightSquare)
    cursor.advance();
  return takeCloser(cursor, Token.RightSquare);
}

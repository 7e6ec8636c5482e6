import type { Cursor } from "./cursor.ts";
import type { BooleanNode, ErrorNode, NullNode, NumberNode, SyntaxNode } from "./nodes.ts";
import { breaksOut, isCloser, isStringRest, settle, takeCloser } from "./recovery.ts";
import { Token } from "./token.ts";

export interface ArgumentList<Item> {
  readonly open: number;
  readonly args: readonly (Item | ErrorNode)[];
  readonly close: number | undefined;
}

/**
 * Reads arguments between parentheses, or between `<` and `>` after the name of a type; the cursor is at the
 * opening. Line breaks may follow the opening and the commas, and precede the closing.
 */
export function parseArguments<Item extends SyntaxNode>(
  cursor: Cursor,
  closer: number,
  parse: (cursor: Cursor) => Item,
  trailingComma: "allowed" | "refused" = "refused",
): ArgumentList<Item> {
  const open = cursor.startOf();
  cursor.advance();
  cursor.parens++;
  const from = cursor.pendingCount;
  let height = 0;
  if (!breaksOut(cursor)) cursor.skipNewLine();
  while (!isOver(cursor, closer)) {
    cursor.addPending(
      cursor.at(Token.Comma) ? cursor.missing("expected-value") : parseArgument(cursor, closer, parse),
    );
    height = Math.max(height, cursor.height);
    if (!passSeparator(cursor, closer)) break;
    if (cursor.at(closer) && trailingComma === "refused") cursor.addPending(cursor.missing("expected-value"));
  }
  // Lists within this one have been closed, so only its own args are pending.
  const args = cursor.takePending(from) as readonly (Item | ErrorNode)[];
  const close = takeCloser(cursor, closer);
  cursor.parens--;
  cursor.height = height + 1;
  return { open, args, close };
}

function parseArgument<Item extends SyntaxNode>(
  cursor: Cursor,
  closer: number,
  parse: (cursor: Cursor) => Item,
): Item | ErrorNode {
  const value = parse(cursor);
  return cursor.at(closer) ? value : settle(cursor, value);
}

function isOver(cursor: Cursor, closer: number): boolean {
  const { kind } = cursor;
  if (kind === closer || kind === Token.EndOfFile || kind === Token.NewLine) return true;
  return isCloser(kind) || isStringRest(kind);
}

/** Moves to the next argument; false if there is none. */
function passSeparator(cursor: Cursor, closer: number): boolean {
  if (cursor.at(Token.Comma)) {
    cursor.advance();
    if (!breaksOut(cursor)) cursor.skipNewLine();
    return true;
  }
  if (cursor.at(Token.NewLine)) return passLineBreak(cursor, closer);
  return false;
}

/** A line break ends the arguments, or is where a comma is missing. */
function passLineBreak(cursor: Cursor, closer: number): boolean {
  const next = cursor.peek(1);
  if (next === closer) {
    cursor.advance();
    return false;
  }
  if (breaksOut(cursor) || next === Token.EndOfFile || isCloser(next)) return false;
  cursor.missing("expected-separator");
  cursor.advance();
  if (cursor.at(Token.Comma)) cursor.advance();
  return true;
}

/** Reads a number, a boolean or null; undefined if the cursor is not at one. */
export function parseLiteral(cursor: Cursor): NumberNode | BooleanNode | NullNode | undefined {
  const start = cursor.startOf();
  const end = cursor.endOf();
  const { kind } = cursor;
  cursor.height = 0;
  switch (kind) {
    case Token.Integer:
      cursor.advance();
      return { kind: "integer", start, end, value: Number(cursor.text.slice(start, end)) };
    case Token.True:
    case Token.False:
      cursor.advance();
      return { kind: "boolean", start, end, value: kind === Token.True };
    case Token.Null:
      cursor.advance();
      return { kind: "null", start, end };
    default:
      return undefined;
  }
}

import {
  advance,
  at,
  type Cursor,
  missing,
  peek,
  skipNewLine,
  startOf,
  addPending,
  takePending,
} from "./cursor.ts";
import type { ErrorNode, SyntaxNode } from "./nodes.ts";
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
  const open = startOf(cursor);
  advance(cursor);
  cursor.parens++;
  const from = cursor.pendingCount;
  let height = 0;
  if (!breaksOut(cursor)) skipNewLine(cursor);
  while (!isOver(cursor, closer)) {
    addPending(
      cursor,
      at(cursor, Token.Comma) ? missing(cursor, "expected-value") : parseArgument(cursor, closer, parse),
    );
    height = Math.max(height, cursor.height);
    if (!passSeparator(cursor, closer)) break;
    if (at(cursor, closer) && trailingComma === "refused")
      addPending(cursor, missing(cursor, "expected-value"));
  }
  // Lists within this one have been closed, so only its own args are pending.
  const args = takePending(cursor, from) as readonly (Item | ErrorNode)[];
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
  return at(cursor, closer) ? value : settle(cursor, value);
}

function isOver(cursor: Cursor, closer: number): boolean {
  const { kind } = cursor;
  if (kind === closer || kind === Token.EndOfFile || kind === Token.NewLine) return true;
  return isCloser(kind) || isStringRest(kind);
}

/** Moves to the next argument; false if there is none. */
function passSeparator(cursor: Cursor, closer: number): boolean {
  if (at(cursor, Token.Comma)) {
    advance(cursor);
    if (!breaksOut(cursor)) skipNewLine(cursor);
    return true;
  }
  if (at(cursor, Token.NewLine)) return passLineBreak(cursor, closer);
  return false;
}

/** A line break ends the arguments, or is where a comma is missing. */
function passLineBreak(cursor: Cursor, closer: number): boolean {
  const next = peek(cursor, 1);
  if (next === closer) {
    advance(cursor);
    return false;
  }
  if (breaksOut(cursor) || next === Token.EndOfFile || isCloser(next)) return false;
  missing(cursor, "expected-separator");
  advance(cursor);
  if (at(cursor, Token.Comma)) advance(cursor);
  return true;
}

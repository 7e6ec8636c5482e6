import { advance, at, type Cursor, damaged, missing, startOf, take } from "./cursor.ts";
import { startsDeclaration } from "./declaration-line.ts";
import type { Decorator, ErrorNode, Expression, Interpolation, StringNode, SyntaxNode } from "./nodes.ts";
import { endsValue, settle } from "./recovery.ts";
import { atString, parseString } from "./strings.ts";
import { Token } from "./token.ts";

/** The input of every rule for a declaration: its decorators have been read, and the cursor is at its keyword. */
export interface Lead {
  readonly start: number;
  readonly decorators: readonly Decorator[];
}

/** Reads the string that a declaration needs; text before it that does not belong there becomes part of an error. */
export function parseText(cursor: Cursor): StringNode | Interpolation | ErrorNode {
  if (atString(cursor)) return parseString(cursor);
  const from = cursor.lastEnd;
  const error = missing(cursor, "expected-text");
  skipHeader(cursor);
  return cursor.lastEnd === from ? error : { ...error, end: cursor.lastEnd };
}

/** The node, or an error that covers it with the text up to the equals sign or the end of the line. */
export function settleHeader<Node extends SyntaxNode>(cursor: Cursor, node: Node): Node | ErrorNode {
  if (at(cursor, Token.Assign) || endsHeader(cursor)) return node;
  skipHeader(cursor);
  return damaged(cursor, "unexpected-text", node.start, cursor.lastEnd);
}

function skipHeader(cursor: Cursor): void {
  while (!at(cursor, Token.Assign) && !at(cursor, Token.LeftBrace) && !endsHeader(cursor)) advance(cursor);
}

function endsHeader(cursor: Cursor): boolean {
  if (at(cursor, Token.NewLine) || at(cursor, Token.EndOfFile)) return true;
  return atDeclaration(cursor);
}

/** Whether the next declaration starts here, whatever its column. */
function atDeclaration(cursor: Cursor): boolean {
  return at(cursor, Token.Identifier) && startsDeclaration(cursor.text, startOf(cursor));
}

/** Takes the equals sign, or reports that it is missing. */
export function takeAssignment(cursor: Cursor): boolean {
  if (take(cursor, Token.Assign)) return true;
  missing(cursor, "expected-assignment");
  return false;
}

/** Reads `= value`. */
export function parseAssigned(cursor: Cursor): Expression {
  if (!takeAssignment(cursor) && endsValue(cursor.kind)) return missing(cursor, "expected-value");
  return settleValue(cursor, cursor.grammar.expression(cursor));
}

/** Like `settle`, but the next declaration may be on the same line: then only the line break is missing. */
export function settleValue<Node extends SyntaxNode>(cursor: Cursor, value: Node): Node | ErrorNode {
  return atDeclaration(cursor) ? value : settle(cursor, value);
}

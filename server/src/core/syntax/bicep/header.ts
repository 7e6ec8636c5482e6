import type { Cursor } from "./cursor.ts";
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
  const error = cursor.missing("expected-text");
  skipHeader(cursor);
  return cursor.lastEnd === from ? error : { ...error, end: cursor.lastEnd };
}

/** The node, or an error that covers it with the text up to the equals sign or the end of the line. */
export function settleHeader<Node extends SyntaxNode>(cursor: Cursor, node: Node): Node | ErrorNode {
  if (cursor.at(Token.Assign) || endsHeader(cursor)) return node;
  skipHeader(cursor);
  return cursor.damaged("unexpected-text", node.start, cursor.lastEnd);
}

function skipHeader(cursor: Cursor): void {
  while (!cursor.at(Token.Assign) && !cursor.at(Token.LeftBrace) && !endsHeader(cursor)) cursor.advance();
}

function endsHeader(cursor: Cursor): boolean {
  if (cursor.at(Token.NewLine) || cursor.at(Token.EndOfFile)) return true;
  return atDeclaration(cursor);
}

/** Whether the next declaration starts here, whatever its column. */
function atDeclaration(cursor: Cursor): boolean {
  return cursor.at(Token.Identifier) && startsDeclaration(cursor.text, cursor.startOf());
}

/** Takes the equals sign, or reports that it is missing. */
export function takeAssignment(cursor: Cursor): boolean {
  if (cursor.take(Token.Assign)) return true;
  cursor.missing("expected-assignment");
  return false;
}

/** Reads `= value`. */
export function parseAssigned(cursor: Cursor): Expression {
  if (!takeAssignment(cursor) && endsValue(cursor.kind)) return cursor.missing("expected-value");
  return settleValue(cursor, cursor.grammar.expression(cursor));
}

/** Like `settle`, but the next declaration may be on the same line: then only the line break is missing. */
export function settleValue<Node extends SyntaxNode>(cursor: Cursor, value: Node): Node | ErrorNode {
  return atDeclaration(cursor) ? value : settle(cursor, value);
}

import type { Cursor } from "./cursor.ts";
import type { ErrorNode, SyntaxNode } from "./nodes.ts";
import type { ErrorCode } from "./problem.ts";
import { limits } from "../../text/limits.ts";
import { Token } from "./token.ts";

/**
 * Skips text that cannot be read, up to the end of its line, a comma or a closing bracket that belongs to something
 * else; brackets and strings opened on the way are skipped as a whole. Never goes beyond a line that starts a
 * declaration.
 */
export function skip(cursor: Cursor, code: ErrorCode, start = cursor.startOf()): ErrorNode {
  skipTokens(cursor, true);
  return cursor.damaged(code, start, Math.max(start, cursor.lastEnd));
}

/** As `skip`, but takes commas and stray closing brackets too: the rest of a line at the top of the file. */
export function skipLine(cursor: Cursor, code: ErrorCode, start = cursor.startOf()): ErrorNode {
  skipTokens(cursor, false);
  return cursor.damaged(code, start, Math.max(start, cursor.lastEnd));
}

function skipTokens(cursor: Cursor, inside: boolean): void {
  let nesting = 0;
  for (;;) {
    const { kind } = cursor;
    if (kind === Token.EndOfFile) break;
    if (kind === Token.NewLine && (nesting === 0 || cursor.atDeclarationLine(1))) break;
    if (inside && nesting === 0 && endsGarbage(kind)) break;
    nesting = Math.max(0, nesting + nestingChange(kind));
    cursor.advance();
  }
  if (nesting > 0) cursor.unbalanced++;
}

function endsGarbage(kind: number): boolean {
  return kind === Token.Comma || kind === Token.Colon || isCloser(kind) || isStringRest(kind);
}

function nestingChange(kind: number): number {
  switch (kind) {
    case Token.LeftBrace:
    case Token.LeftSquare:
    case Token.LeftParen:
    case Token.StringStart:
      return 1;
    case Token.RightBrace:
    case Token.RightSquare:
    case Token.RightParen:
    case Token.StringEnd:
      return -1;
    default:
      return 0;
  }
}

export function isCloser(kind: number): boolean {
  return kind === Token.RightBrace || kind === Token.RightSquare || kind === Token.RightParen;
}

export function isStringRest(kind: number): boolean {
  return kind === Token.StringMiddle || kind === Token.StringEnd;
}

/** Whether an expression or type is over in any case, because the token belongs to something around it. */
export function endsValue(kind: number): boolean {
  return kind === Token.NewLine || kind === Token.EndOfFile || endsGarbage(kind);
}

/** Something that should start here does not: an empty error before the end of a value, else the text is passed over. */
export function unreadable(cursor: Cursor, code: ErrorCode): ErrorNode {
  if (endsValue(cursor.kind)) return cursor.damaged(code, cursor.lastEnd, cursor.lastEnd);
  return skip(cursor, code);
}

/**
 * The value just read, if it is over; else an error that covers it with the rest of its line, because a value with
 * unreadable text behind it may not be what was meant. A property that follows without a comma leaves no such doubt.
 */
export function settle<Node extends SyntaxNode>(cursor: Cursor, value: Node): Node | ErrorNode {
  const { kind } = cursor;
  if (kind === Token.Colon) cursor.advance();
  else if (endsValue(kind) || atPropertyLine(cursor, 0)) return value;
  return skip(cursor, "unexpected-text", value.start);
}

/** Whether one level more is too deep; then the caller passes over the text with `tooDeep`. */
export function isTooDeep(cursor: Cursor): boolean {
  return cursor.depth + cursor.height > limits.nesting;
}

export function tooDeep(cursor: Cursor, start = cursor.startOf()): ErrorNode {
  return skip(cursor, "too-deep", start);
}

/**
 * Consumes the closing bracket and returns its offset. If there is another token, the bracket is reported as
 * missing and nothing in the declaration is trusted.
 */
export function takeCloser(cursor: Cursor, kind: number): number | undefined {
  const offset = cursor.startOf();
  if (cursor.take(kind)) return offset;
  cursor.unbalanced++;
  cursor.damage++;
  cursor.report("expected-closer", cursor.lastEnd, cursor.lastEnd);
  return undefined;
}

/** Whether a bracket around the rule that runs waits for this closing bracket. */
export function isAwaited(cursor: Cursor, kind: number): boolean {
  if (kind === Token.RightBrace) return cursor.braces > 0;
  if (kind === Token.RightSquare) return cursor.squares > 0;
  return kind === Token.RightParen && cursor.parens > 0;
}

/**
 * Whether the line that starts `distance` tokens ahead has the form `name: …` and so belongs to an object. Brackets
 * other than braces end before it: their items never look like this.
 */
export function atPropertyLine(cursor: Cursor, distance: number): boolean {
  const kind = cursor.peek(distance);
  return (kind === Token.Identifier || kind === Token.String) && cursor.peek(distance + 1) === Token.Colon;
}

/** Whether the line break at the cursor ends a bracket that is open: the next line is not for it. */
export function breaksOut(cursor: Cursor): boolean {
  return cursor.at(Token.NewLine) && (atPropertyLine(cursor, 1) || cursor.atDeclarationLine(1));
}

import { isLineBreak } from "./characters.ts";
import { startsDeclaration } from "./declaration-line.ts";
import type {
  Decorator,
  ResourceDeclaration,
  ErrorNode,
  Expression,
  Name,
  OrphanDecorators,
  SyntaxNode,
} from "./nodes.ts";
import type { BicepDialect } from "./file-nodes.ts";
import type { ErrorCode } from "./problem.ts";
import { Token, type TokenList } from "./token.ts";

const nameSlots = 1024;

/** Rules that the files of the lower rules call back, named here so that no file imports in a circle. */
export interface Grammar {
  readonly expression: (cursor: Cursor) => Expression;
  readonly nestedResource: (
    cursor: Cursor,
    decorators: readonly Decorator[],
    start: number,
  ) => ResourceDeclaration | OrphanDecorators | ErrorNode;
}

/** The place of the parser in the tokens, and what it has noticed on the way. */
export interface Cursor {
  readonly text: string;
  readonly dialect: BicepDialect;
  readonly grammar: Grammar;
  readonly tokens: TokenList;
  readonly errors: ErrorNode[];
  /** Names met so far, by a hash of their letters: most names of a file recur, and one string serves them all. */
  readonly names: (string | undefined)[];
  /** Children of the lists that are open, innermost last, so that each list is copied once at its final length. */
  readonly pending: SyntaxNode[];
  pendingCount: number;
  index: number;
  /** Kind of the token at `index`. */
  kind: number;
  /** End of the last consumed token that is not a line break: where a node ends, and where something is missing. */
  lastEnd: number;
  /** Nesting of the rule that runs. */
  depth: number;
  /** Height of the expression or type read last; with `depth` it bounds the tree, also where it leans to the left. */
  height: number;
  /** Counts the errors that make a node say less than the text means; a node is intact if it has not moved. */
  damage: number;
  /** The part of the error that is within matching brackets, and so hides nothing around them. */
  confined: number;
  /** Counts brackets without a partner; none of the lists of a declaration that has one can be trusted. */
  unbalanced: number;
  /** How many of the declarations before it stray text has made doubtful, so that they are not visited for each piece of it. */
  doubted: number;
  /** Brackets open around the rule that runs; a closing bracket that none of them wants is stray. */
  braces: number;
  squares: number;
  parens: number;
}

export function createCursor(
  text: string,
  dialect: BicepDialect,
  grammar: Grammar,
  tokens: TokenList,
): Cursor {
  return {
    text,
    dialect,
    grammar,
    tokens,
    errors: [],
    names: new Array<string | undefined>(nameSlots).fill(undefined),
    pending: [],
    pendingCount: 0,
    index: 0,
    kind: tokens.kinds[0] ?? Token.EndOfFile,
    lastEnd: 0,
    depth: 0,
    height: 0,
    damage: 0,
    confined: 0,
    unbalanced: 0,
    doubted: 0,
    braces: 0,
    squares: 0,
    parens: 0,
  };
}

export function at(cursor: Cursor, kind: number): boolean {
  return cursor.kind === kind;
}

/** Kind of a token ahead; the end of the file repeats for ever. */
export function peek(cursor: Cursor, distance: number): number {
  return cursor.tokens.kinds[cursor.index + distance] ?? Token.EndOfFile;
}

/** Start of the token at the cursor. */
export function startOf(cursor: Cursor): number {
  return cursor.tokens.starts[cursor.index] ?? cursor.text.length;
}

export function endOf(cursor: Cursor): number {
  return cursor.tokens.ends[cursor.index] ?? cursor.text.length;
}

/** Takes the token at the cursor; the end of the file is never taken. */
export function advance(cursor: Cursor): void {
  if (cursor.kind === Token.EndOfFile) return;
  const { tokens } = cursor;
  if (cursor.kind !== Token.NewLine) cursor.lastEnd = tokens.ends[cursor.index] ?? cursor.text.length;
  cursor.index++;
  cursor.kind = tokens.kinds[cursor.index] ?? Token.EndOfFile;
}

/** Takes the token if it is of the given kind. */
export function take(cursor: Cursor, kind: number): boolean {
  if (cursor.kind !== kind) return false;
  advance(cursor);
  return true;
}

export function skipNewLine(cursor: Cursor): void {
  if (cursor.kind === Token.NewLine) advance(cursor);
}

/** Whether the identifier `distance` tokens ahead is this word; the keywords of Bicep are names everywhere else. */
export function atWord(cursor: Cursor, word: string, distance = 0): boolean {
  if (peek(cursor, distance) !== Token.Identifier) return false;
  const start = cursor.tokens.starts[cursor.index + distance] ?? 0;
  const end = cursor.tokens.ends[cursor.index + distance] ?? 0;
  return end - start === word.length && cursor.text.startsWith(word, start);
}

export function takeWord(cursor: Cursor, word: string): boolean {
  if (!atWord(cursor, word)) return false;
  advance(cursor);
  return true;
}

/** Takes a name, or says that it is missing. */
export function parseName(cursor: Cursor): Name | ErrorNode {
  return cursor.kind === Token.Identifier ? takeName(cursor) : missing(cursor, "expected-name");
}

/** Takes the identifier at the cursor. */
export function takeName(cursor: Cursor): Name {
  const start = startOf(cursor);
  const end = endOf(cursor);
  advance(cursor);
  return { kind: "name", start, end, text: nameBetween(cursor, start, end) };
}

/** The text of an identifier, as the same string each time. */
export function nameBetween(cursor: Cursor, start: number, end: number): string {
  const { text, names } = cursor;
  const middle = text.charCodeAt((start + end) >> 1);
  const hash = text.charCodeAt(start) * 7 + middle * 31 + text.charCodeAt(end - 1) * 131 + (end - start) * 17;
  const slot = hash & (nameSlots - 1);
  const known = names[slot];
  if (known?.length === end - start && text.startsWith(known, start)) return known;
  const name = text.slice(start, end);
  names[slot] = name;
  return name;
}

/** An error that takes nothing of the text: something is missing behind the last token. */
export function missing(cursor: Cursor, code: ErrorCode): ErrorNode {
  return damaged(cursor, code, cursor.lastEnd, cursor.lastEnd);
}

/** An error that covers text and makes every node around it say that it is not intact. */
export function damaged(cursor: Cursor, code: ErrorCode, start: number, end: number): ErrorNode {
  cursor.damage++;
  cursor.height = 0;
  return report(cursor, code, start, end);
}

/** An error that leaves no doubt about what the text means. Only the first of several at one place is listed. */
export function report(cursor: Cursor, code: ErrorCode, start: number, end: number): ErrorNode {
  const error: ErrorNode = { kind: "error", start, end, code };
  const last = cursor.errors.at(-1);
  if (start !== end || last?.end !== start) cursor.errors.push(error);
  return error;
}

/** Whether the token `distance` ahead starts in the first column. */
export function inFirstColumn(cursor: Cursor, distance = 0): boolean {
  const start = cursor.tokens.starts[cursor.index + distance] ?? cursor.text.length;
  return start === 0 || isLineBreak(cursor.text.charCodeAt(start - 1));
}

/** Whether a declaration of the file starts here: nothing between braces reads like this in the first column. */
export function atDeclarationLine(cursor: Cursor, distance = 0): boolean {
  const kind = peek(cursor, distance);
  if (kind !== Token.Identifier && kind !== Token.At) return false;
  if (!inFirstColumn(cursor, distance)) return false;
  const target = kind === Token.At ? behindDecorators(cursor, distance) : distance;
  if (target > distance && !inFirstColumn(cursor, target)) return false;
  return startsDeclaration(cursor.text, cursor.tokens.starts[cursor.index + target] ?? cursor.text.length);
}

/** Distance of the first token behind the decorators that start `distance` tokens ahead. */
function behindDecorators(cursor: Cursor, distance: number): number {
  let ahead = distance;
  let nesting = 0;
  for (; ; ahead++) {
    const kind = peek(cursor, ahead);
    if (kind === Token.EndOfFile) return ahead;
    if (kind === Token.LeftParen || kind === Token.LeftBrace || kind === Token.LeftSquare) nesting++;
    else if (kind === Token.RightParen || kind === Token.RightBrace || kind === Token.RightSquare) nesting--;
    else if (kind === Token.NewLine && nesting <= 0 && peek(cursor, ahead + 1) !== Token.At) return ahead + 1;
    if (
      kind === Token.NewLine &&
      inFirstColumn(cursor, ahead + 1) &&
      peek(cursor, ahead + 1) === Token.Identifier
    ) {
      return ahead + 1;
    }
  }
}

const none: readonly never[] = [];

/** Adds a child to the list that is open. */
export function addPending(cursor: Cursor, node: SyntaxNode): void {
  cursor.pending[cursor.pendingCount++] = node;
}

/** Closes the list that was opened when `pendingCount` was `from`, and returns its children. */
export function takePending(cursor: Cursor, from: number): readonly SyntaxNode[] {
  const end = cursor.pendingCount;
  cursor.pendingCount = from;
  return end === from ? none : cursor.pending.slice(from, end);
}

import { limits } from "../../../text/limits.ts";
import type { PlainFault, SyntaxFault } from "../../syntax-fault.ts";
import type { ErrorNode, Expression, Place } from "./nodes.ts";

export interface Problem extends Place {
  readonly fault: SyntaxFault;
}

/** Where the reader is in a text. It only ever moves forward. */
export interface Cursor {
  /** Cut off where a heredoc ends that the cursor is in. */
  text: string;
  /** Reads a quoted text or a heredoc: expressions and templates are in each other. */
  readonly template: (cursor: Cursor) => Expression;
  /** Where the next token begins. */
  position: number;
  /** Where the last one ended. */
  lastEnd: number;
  /** Whether the end of a line is a token here. */
  lines: boolean;
  /** How many expressions and blocks the cursor is in. */
  depth: number;
  /** They are more than are read. */
  tooDeep: boolean;
  /** Counts the errors that leave open what is around them. */
  damage: number;
  /** Which closing brackets end something around the cursor, and how many of each. */
  readonly awaited: Map<number, number>;
  readonly comments: Place[];
  readonly problems: Problem[];
}

export const Char = {
  LineFeed: 10,
  Quote: 34,
  Dollar: 36,
  Percent: 37,
  LeftParen: 40,
  RightParen: 41,
  Comma: 44,
  Dot: 46,
  Colon: 58,
  Equals: 61,
  LeftSquare: 91,
  Backslash: 92,
  RightSquare: 93,
  LeftBrace: 123,
  RightBrace: 125,
} as const;

export function cursorAt(text: string, template: Cursor["template"]): Cursor {
  return {
    text,
    template,
    position: text.startsWith("\uFEFF") ? 1 : 0,
    lastEnd: 0,
    lines: true,
    depth: 0,
    tooDeep: false,
    damage: 0,
    awaited: new Map(),
    comments: [],
    problems: [],
  };
}

export function at(cursor: Cursor, code: number): boolean {
  return cursor.text.charCodeAt(cursor.position) === code;
}

export function isOver({ position, text }: Cursor): boolean {
  return position >= text.length;
}

/** Whether nothing more is on the line, or in the file. */
export function atLineEnd(cursor: Cursor): boolean {
  return isOver(cursor) || at(cursor, Char.LineFeed);
}

/** Takes the token that ends at an offset. */
export function takeTo(cursor: Cursor, end: number): void {
  cursor.lastEnd = cursor.position = end;
  skipBlanks(cursor);
}

/** Takes a sign if it is next. */
export function take(cursor: Cursor, sign: string): boolean {
  if (!cursor.text.startsWith(sign, cursor.position)) return false;
  takeTo(cursor, cursor.position + sign.length);
  return true;
}

/** Passes over blanks and comments, and over the ends of lines where they mean nothing. */
export function skipBlanks(cursor: Cursor): void {
  const { text, lines } = cursor;
  for (;;) {
    const code = text.charCodeAt(cursor.position);
    if (code === 32 || code === 9 || code === 13 || (code === 10 && !lines)) cursor.position++;
    else if ((code !== 35 && code !== 47) || !skipComment(cursor, code)) return;
  }
}

function skipComment(cursor: Cursor, code: number): boolean {
  const { text, position: start, comments } = cursor;
  const isBlock = code === 47 && text.charCodeAt(start + 1) === 42;
  if (code === 47 && !isBlock && text.charCodeAt(start + 1) !== 47) return false;
  const found = isBlock ? text.indexOf("*/", start + 2) : text.indexOf("\n", start);
  cursor.position = found < 0 ? text.length : isBlock ? found + 2 : found;
  comments.push({ start, end: cursor.position });
  if (isBlock && found < 0) fail(cursor, "unterminated-comment", start, start + 2);
  return true;
}

const identifier = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const plain = new Uint8Array(128).map((_, code) => (/[\w-]/.test(String.fromCharCode(code)) ? 1 : 0));

/** The end of the name that begins at an offset; the offset if none does. */
function nameEnd(text: string, start: number): number {
  let code = text.charCodeAt(start);
  let end = start;
  if (code !== 45 && !(code >= 48 && code <= 57)) while (plain[code] === 1) code = text.charCodeAt(++end);
  if (!(code > 127)) return end;
  identifier.lastIndex = start;
  return identifier.test(text) ? identifier.lastIndex : start;
}

/** Takes a name; null if none is next. */
export function takeName(cursor: Cursor): string | null {
  const { text, position } = cursor;
  const end = nameEnd(text, position);
  if (end === position) return null;
  takeTo(cursor, end);
  return text.slice(position, end);
}

/** Takes a word if it is next. */
export function takeWord(cursor: Cursor, word: string): boolean {
  const isNext = atWord(cursor, word);
  if (isNext) takeTo(cursor, cursor.position + word.length);
  return isNext;
}

export function atWord({ text, position }: Cursor, word: string): boolean {
  return text.startsWith(word, position) && nameEnd(text, position) === position + word.length;
}

/** Reads an expression or block within another one. What is nested too deeply ends the reading of the file. */
export function deeper<T extends Place>(cursor: Cursor, read: () => T): T | ErrorNode {
  if (cursor.depth >= limits.nesting) return giveUp(cursor);
  cursor.depth++;
  const node = read();
  cursor.depth--;
  return node;
}

export function giveUp(cursor: Cursor): ErrorNode {
  cursor.tooDeep = true;
  cursor.position = cursor.text.length;
  return fail(cursor, "too-deep");
}

/** Reads what is between brackets, of which the first is next; the last one is missed where it is missing. */
export function between<T>(cursor: Cursor, closer: number, lines: boolean, read: () => T): T {
  const { lines: outer, awaited } = cursor;
  const before = awaited.get(closer) ?? 0;
  awaited.set(closer, before + 1);
  cursor.lines = lines;
  takeTo(cursor, cursor.position + 1);
  const inner = read();
  awaited.set(closer, before);
  cursor.lines = outer;
  const token = String.fromCharCode(closer);
  if (!take(cursor, token)) fail(cursor, { kind: "expected-token", token });
  return inner;
}

/** A syntax error, at the next word unless its place is given. It leaves open what is around it. */
export function fail(
  cursor: Cursor,
  fault: SyntaxFault | PlainFault,
  start = cursor.position,
  end = Math.min(cursor.text.length, Math.max(start + 1, nameEnd(cursor.text, start))),
): ErrorNode {
  cursor.damage++;
  report(cursor, typeof fault === "string" ? { kind: fault } : fault, start, end);
  return { kind: "error", start, end };
}

const mostProblems = 20;

/** Names a syntax error, unless one at the same place is named already. */
export function report({ problems }: Cursor, fault: SyntaxFault, start: number, end: number): void {
  if (problems.length < mostProblems && problems.at(-1)?.start !== start)
    problems.push({ start, end, fault });
}

const closers: ReadonlyMap<number, number> = new Map([
  [Char.LeftParen, Char.RightParen],
  [Char.LeftSquare, Char.RightSquare],
  [Char.LeftBrace, Char.RightBrace],
]);
const isCloser: ReadonlySet<number> = new Set(closers.values());

/** Passes over what cannot be read, up to one of these signs or a bracket that ends something around it. */
export function skip(cursor: Cursor, signs: string): void {
  const { text, problems, awaited } = cursor;
  const named = problems.length;
  const open: number[] = [];
  const opened = new Map<number, number>();
  const count = (closer: number, by: number): void => void opened.set(closer, (opened.get(closer) ?? 0) + by);
  while (!isOver(cursor)) {
    const code = text.charCodeAt(cursor.position);
    const closer = closers.get(code);
    if (closer !== undefined) count(open[open.push(closer) - 1] ?? closer, 1);
    else if (isCloser.has(code)) {
      if ((opened.get(code) ?? 0) > 0)
        for (let last = open.pop(); last !== undefined; last = last === code ? undefined : open.pop())
          count(last, -1);
      else if ((awaited.get(code) ?? 0) > 0) break;
    } else if (open.length === 0 && signs.includes(text.charAt(cursor.position))) break;
    skipToken(cursor);
  }
  problems.length = named;
}

function skipToken(cursor: Cursor): void {
  const { text, position } = cursor;
  if (at(cursor, Char.Quote) || text.startsWith("<<", position)) cursor.template(cursor);
  if (cursor.position === position) takeTo(cursor, Math.max(position + 1, nameEnd(text, position)));
}

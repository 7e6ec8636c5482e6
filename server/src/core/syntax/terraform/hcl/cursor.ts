import { limits } from "../../../text/limits.ts";
import type { PlainFault, SyntaxFault } from "../../syntax-fault.ts";
import type { ErrorNode, Expression, Place } from "./nodes.ts";

export interface Problem extends Place {
  readonly fault: SyntaxFault;
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

const mostProblems = 20;

const closers: ReadonlyMap<number, number> = new Map([
  [Char.LeftParen, Char.RightParen],
  [Char.LeftSquare, Char.RightSquare],
  [Char.LeftBrace, Char.RightBrace],
]);
const isCloser: ReadonlySet<number> = new Set(closers.values());

/** Where the reader is in a text. It only ever moves forward. */
export class Cursor {
  /** Cut off where a heredoc ends that the cursor is in. */
  text: string;
  /** Reads a quoted text or a heredoc: expressions and templates are in each other. */
  readonly template: (cursor: Cursor) => Expression;
  /** Where the next token begins. */
  position: number;
  /** Where the last one ended. */
  lastEnd = 0;
  /** Whether the end of a line is a token here. */
  lines = true;
  /** How many expressions and blocks the cursor is in. */
  depth = 0;
  /** They are more than are read. */
  tooDeep = false;
  /** Counts the errors that leave open what is around them. */
  damage = 0;
  /** Which closing brackets end something around the cursor, and how many of each. */
  readonly awaited = new Map<number, number>();
  readonly comments: Place[] = [];
  readonly problems: Problem[] = [];

  constructor(text: string, template: Cursor["template"]) {
    this.text = text;
    this.template = template;
    this.position = text.startsWith("\uFEFF") ? 1 : 0;
  }

  at(code: number): boolean {
    return this.text.charCodeAt(this.position) === code;
  }

  isOver(): boolean {
    const { position, text } = this;
    return position >= text.length;
  }

  /** Whether nothing more is on the line, or in the file. */
  atLineEnd(): boolean {
    return this.isOver() || this.at(Char.LineFeed);
  }

  /** Takes the token that ends at an offset. */
  takeTo(end: number): void {
    this.lastEnd = this.position = end;
    this.skipBlanks();
  }

  /** Takes a sign if it is next. */
  take(sign: string): boolean {
    if (!this.text.startsWith(sign, this.position)) return false;
    this.takeTo(this.position + sign.length);
    return true;
  }

  /** Passes over blanks and comments, and over the ends of lines where they mean nothing. */
  skipBlanks(): void {
    const { text, lines } = this;
    for (;;) {
      const code = text.charCodeAt(this.position);
      if (code === 32 || code === 9 || code === 13 || (code === 10 && !lines)) this.position++;
      else if ((code !== 35 && code !== 47) || !this.#skipComment(code)) return;
    }
  }

  #skipComment(code: number): boolean {
    const { text, position: start, comments } = this;
    const isBlock = code === 47 && text.charCodeAt(start + 1) === 42;
    if (code === 47 && !isBlock && text.charCodeAt(start + 1) !== 47) return false;
    const found = isBlock ? text.indexOf("*/", start + 2) : text.indexOf("\n", start);
    this.position = found < 0 ? text.length : isBlock ? found + 2 : found;
    comments.push({ start, end: this.position });
    if (isBlock && found < 0) this.fail("unterminated-comment", start, start + 2);
    return true;
  }

  /** Takes a name; null if none is next. */
  takeName(): string | null {
    const { text, position } = this;
    const end = nameEnd(text, position);
    if (end === position) return null;
    this.takeTo(end);
    return text.slice(position, end);
  }

  /** Takes a word if it is next. */
  takeWord(word: string): boolean {
    const isNext = this.atWord(word);
    if (isNext) this.takeTo(this.position + word.length);
    return isNext;
  }

  atWord(word: string): boolean {
    const { text, position } = this;
    return text.startsWith(word, position) && nameEnd(text, position) === position + word.length;
  }

  /** Reads an expression or block within another one. What is nested too deeply ends the reading of the file. */
  deeper<T extends Place>(read: () => T): T | ErrorNode {
    if (this.depth >= limits.nesting) return this.giveUp();
    this.depth++;
    const node = read();
    this.depth--;
    return node;
  }

  giveUp(): ErrorNode {
    this.tooDeep = true;
    this.position = this.text.length;
    return this.fail("too-deep");
  }

  /** Reads what is between brackets, of which the first is next; the last one is missed where it is missing. */
  between<T>(closer: number, lines: boolean, read: () => T): T {
    const { lines: outer, awaited } = this;
    const before = awaited.get(closer) ?? 0;
    awaited.set(closer, before + 1);
    this.lines = lines;
    this.takeTo(this.position + 1);
    const inner = read();
    awaited.set(closer, before);
    this.lines = outer;
    const token = String.fromCharCode(closer);
    if (!this.take(token)) this.fail({ kind: "expected-token", token });
    return inner;
  }

  /** A syntax error, at the next word unless its place is given. It leaves open what is around it. */
  fail(
    fault: SyntaxFault | PlainFault,
    start = this.position,
    end = Math.min(this.text.length, Math.max(start + 1, nameEnd(this.text, start))),
  ): ErrorNode {
    this.damage++;
    this.report(typeof fault === "string" ? { kind: fault } : fault, start, end);
    return { kind: "error", start, end };
  }

  /** Names a syntax error, unless one at the same place is named already. */
  report(fault: SyntaxFault, start: number, end: number): void {
    const { problems } = this;
    if (problems.length < mostProblems && problems.at(-1)?.start !== start)
      problems.push({ start, end, fault });
  }

  /** Passes over what cannot be read, up to one of these signs or a bracket that ends something around it. */
  skip(signs: string): void {
    const { text, problems, awaited } = this;
    const named = problems.length;
    const open: number[] = [];
    const opened = new Map<number, number>();
    const count = (closer: number, by: number): void =>
      void opened.set(closer, (opened.get(closer) ?? 0) + by);
    while (!this.isOver()) {
      const code = text.charCodeAt(this.position);
      const closer = closers.get(code);
      if (closer !== undefined) count(open[open.push(closer) - 1] ?? closer, 1);
      else if (isCloser.has(code)) {
        if ((opened.get(code) ?? 0) > 0)
          for (let last = open.pop(); last !== undefined; last = last === code ? undefined : open.pop())
            count(last, -1);
        else if ((awaited.get(code) ?? 0) > 0) break;
      } else if (open.length === 0 && signs.includes(text.charAt(this.position))) break;
      this.#skipToken();
    }
    problems.length = named;
  }

  #skipToken(): void {
    const { text, position } = this;
    if (this.at(Char.Quote) || text.startsWith("<<", position)) this.template(this);
    if (this.position === position) this.takeTo(Math.max(position + 1, nameEnd(text, position)));
  }
}

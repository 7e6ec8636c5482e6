import type { Comment } from "../../syntax/syntax.ts";
import type { Span } from "../../text/document.ts";
import { type SourceText, spanIn } from "../source-text.ts";
import { mostNested, type Piece } from "./script.ts";

/** Where a reader is in the text of a script, and what the readers of all languages do alike. */
export class ScriptCursor {
  readonly comments: Comment[] = [];
  readonly source: SourceText;
  readonly text: string;
  at = 0;
  /** Something is open at the end. */
  isCut = false;
  /** How many commands are around the current place. */
  depth: number;

  constructor(source: SourceText, depth = 0) {
    this.source = source;
    this.text = source.text;
    this.depth = depth;
  }

  /** The current character; undefined at the end. */
  get char(): string | undefined {
    return this.text[this.at];
  }

  startsWith(text: string): boolean {
    return this.text.startsWith(text, this.at);
  }

  match(pattern: RegExp): RegExpExecArray | null {
    return matchAt(pattern, this.text, this.at);
  }

  spanFrom(start: number, end = this.at): Span {
    return spanIn(this.source, start, end);
  }

  /** Where the next line begins. */
  afterLine(from = this.at): number {
    return Math.min(this.text.length, indexOrEnd(this.text, "\n", from) + 1);
  }

  isEndOfLine(at: number): boolean {
    return this.text[at] === "\n" || (this.text[at] === "\r" && this.text[at + 1] === "\n");
  }

  /** Skips blanks, and the ends of lines behind a mark that continues them. */
  skip(isBlank: (char: string) => boolean, marks: string): void {
    for (let { char } = this; char !== undefined; char = this.char)
      if (isBlank(char)) this.at++;
      else if (marks.includes(char) && this.isEndOfLine(this.at + 1)) this.at = this.afterLine();
      else return;
  }

  /** Adds the current character to a word. */
  addCharacter(pieces: Piece[]): void {
    addText(pieces, this.char ?? "");
    this.at++;
  }

  /** Reads a comment that ends at `stop`, with its text between its marks. */
  takeComment(start: number, end: number, stop: number): void {
    this.comments.push({ span: this.spanFrom(this.at, stop), text: this.text.slice(start, end) });
    this.at = stop;
  }

  /** Reads what is inside of something; nothing more is read where that is nested too deep. */
  nest(read: () => void): void {
    if (this.depth >= mostNested) {
      this.isCut = true;
      this.at = this.text.length;
      return;
    }
    this.depth++;
    read();
    this.depth--;
  }
}

/** Adds to the text at the end of a word. */
export function addText(pieces: Piece[], text: string): void {
  const last = pieces.at(-1);
  if (last?.kind === "text") pieces[pieces.length - 1] = { kind: "text", text: last.text + text };
  else pieces.push({ kind: "text", text });
}

/** Where a part of a text begins; the end of the text if it does not contain it. */
export function indexOrEnd(text: string, part: string, from: number): number {
  const index = text.indexOf(part, from);
  return index < 0 ? text.length : index;
}

/** What a sticky pattern matches at an offset. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

const batchVariable = /%[A-Za-z_]\w*%/y;

/** Reads `%NAME%`, a variable if Windows runs the script as a batch file; returns where it ends. */
export function readBatchVariable(text: string, at: number, pieces: Piece[]): number {
  const found = matchAt(batchVariable, text, at)?.[0];
  if (found === undefined) addText(pieces, "%");
  else pieces.push({ kind: "unknown" });
  return at + (found?.length ?? 1);
}

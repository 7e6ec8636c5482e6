import type { Comment } from "../../syntax/syntax.ts";
import { type SourceText, spanIn } from "../source-text.ts";
import { followCalls, type WrittenCommand } from "./called-functions.ts";
import { type Assignment, literalOf, mostNested, type Piece, type Script, type Word } from "./script.ts";
import { addText, indexOrEnd, matchAt } from "./scanning.ts";
import { foldWord } from "../../text/fold.ts";

/**
 * Reads a PowerShell script: its commands with their arguments, variables and quoted texts
 * (https://learn.microsoft.com/powershell/scripting/lang-spec/chapter-02). Nothing is executed or rejected: expressions are words
 * that are not known. Names of variables count without case.
 */
export function readPowerShell(source: SourceText): Script {
  const reader = new PowerShellReader(source);
  reader.readUntil(null);
  const { assignments, parameters, comments } = reader;
  const { commands, uncalled, isCut } = followCalls(reader.written, [], (name) => foldWord(name));
  return { commands, uncalled, assignments, parameters, comments, isCut: reader.isCut || isCut };
}

type Close = ")" | "}" | null;

const variable = /\$(?:\{([\w:.-]+)\}|(?:(env|global|script|local|private|using):)?([A-Za-z_]\w*))/iy;
const expression = /\$\{\{[^{}]*\}\}/y;
const macro = /\$\(([A-Za-z_][\w.-]*)\)/y;
const cast = /\[[\w.[\], ]*\]/y;

class PowerShellReader {
  readonly written: WrittenCommand[] = [];
  readonly assignments: Assignment[] = [];
  readonly parameters: Assignment[] = [];
  readonly comments: Comment[] = [];
  /** Something is open at the end. */
  isCut = false;
  readonly #source: SourceText;
  readonly #text: string;
  #at = 0;
  #depth = 0;
  /** In the list of the script's parameters. */
  #inParameters = false;
  /** How many blocks that run at the end are around the current command. */
  #atExit = 0;
  /** The keyword that a block belongs to. */
  #keyword = "";
  /** The function that the next block is the body of. */
  #function: string | null = null;
  /** The function that the current command is in. */
  #within: string | null = null;
  /** Words that begin with a quote; a bare word would be a command. */
  readonly #quoted = new Set<Word>();

  constructor(source: SourceText) {
    this.#source = source;
    this.#text = source.text;
  }

  /** The statements up to a closing character, or to the end. */
  readUntil(close: Close): void {
    let words: Word[] = [];
    let assigned: string | null = null;
    const flush = (): void => {
      if (assigned === null) this.#take(words);
      else this.#assign(assigned, words, close);
      words = [];
      assigned = null;
    };
    for (;;) {
      this.#skipBlanks();
      const char = this.#text[this.#at];
      if (char === undefined || char === close) {
        this.isCut ||= char !== (close ?? undefined);
        this.#at++;
        flush();
        return;
      }
      if (char === "#" || this.#startsWith("<#")) this.#readComment();
      else if (char === "{") {
        flush();
        this.#readBlock();
      } else if (this.#startsWith("&&")) {
        flush();
        this.#at += 2;
      } else if (isSeparator(char) || (char === "," && close === ")" && assigned !== null)) {
        flush();
        this.#at++;
      } else if (char === "," || char === "<" || char === ">") {
        // An assigned list is not a text.
        if (char === "," && assigned !== null)
          words.push({ pieces: [], span: spanIn(this.#source, this.#at, this.#at + 1) });
        this.#at++;
      } else if (assigned === null && this.#assigns(words)) {
        assigned = this.#targetOf(words);
        words = [];
        this.#at += this.#text[this.#at] === "=" ? 1 : 2;
      } else words.push(this.#readWord());
    }
  }

  #skipBlanks(): void {
    for (;;) {
      const char = this.#text[this.#at];
      if (char === " " || char === "\t" || char === "\r") this.#at++;
      else if (char === "`" && /^\r?\n/.test(this.#text.slice(this.#at + 1, this.#at + 3)))
        this.#at = this.#afterLine();
      else return;
    }
  }

  #readComment(): void {
    const start = this.#at;
    const isBlock = this.#text[start] === "<";
    const end = isBlock ? this.#indexOf("#>") : this.#indexOf("\n");
    const stop = Math.min(this.#text.length, isBlock ? end + 2 : end);
    this.comments.push({
      span: spanIn(this.#source, start, stop),
      text: this.#text.slice(start + (isBlock ? 2 : 1), end),
    });
    this.#at = stop;
  }

  #readBlock(): void {
    const isFinal = this.#keyword === "finally";
    const around = this.#within;
    this.#within = this.#function ?? around;
    this.#function = null;
    this.#keyword = "";
    this.#at++;
    this.#atExit += isFinal ? 1 : 0;
    this.#readNested("}");
    this.#atExit -= isFinal ? 1 : 0;
    this.#within = around;
  }

  #readNested(close: ")" | "}"): void {
    if (this.#depth >= mostNested) {
      this.isCut = true;
      this.#at = this.#text.length;
      return;
    }
    this.#depth++;
    this.readUntil(close);
    this.#depth--;
  }

  #assigns(words: readonly Word[]): boolean {
    if (this.#targetOf(words) === null) return false;
    const isEqual = this.#text[this.#at] === "=" && this.#text[this.#at + 1] !== "=";
    return isEqual || (this.#text[this.#at + 1] === "=" && "+-*/%?".includes(this.#text[this.#at] ?? " "));
  }

  /** In a list of parameters, attributes and a type may precede the variable. */
  #targetOf(words: readonly Word[]): string | null {
    return targetOf(this.#inParameters ? words.slice(-1) : words);
  }

  #readWord(): Word {
    const start = this.#at;
    const pieces: Piece[] = [];
    this.#at += matchAt(cast, this.#text, this.#at)?.[0].length ?? 0;
    for (;;) {
      const char = this.#text[this.#at];
      if (char === undefined || char === "\r" || isEndOfWord(char)) break;
      if (char === "(") {
        this.#at++;
        const isList = this.#depth === 0 && pieces.length === 1 && isParam(pieces[0]);
        this.#inParameters ||= isList;
        this.#readNested(")");
        if (isList) this.#inParameters = false;
        pieces.push({ kind: "unknown" });
      } else if (!this.#readPart(char, pieces)) break;
    }
    if (this.#at === start) this.#at++;
    const word = { pieces, span: spanIn(this.#source, start, this.#at) };
    if (/^['"]/.test(this.#text.slice(start, start + 1))) this.#quoted.add(word);
    return word;
  }

  /** False at an operator of an assignment, which ends the word. */
  #readPart(char: string, pieces: Piece[]): boolean {
    if (char === "=" && pieces.length === 1 && pieces[0]?.kind === "variable") return false;
    if (char === "@" && /^["'{(]/.test(this.#text[this.#at + 1] ?? "")) this.#readCollection(pieces);
    else if (char === "'") this.#readSingle(pieces);
    else if (char === '"') this.#readDouble(pieces);
    else if (char === "$") this.#readVariable(pieces, true);
    else {
      const isEscape = char === "`";
      addText(pieces, isEscape ? (this.#text[this.#at + 1] ?? "") : char);
      this.#at += isEscape ? 2 : 1;
    }
    return true;
  }

  /** `@{…}` and `@(…)`, of which only the commands matter, and here-strings. */
  #readCollection(pieces: Piece[]): void {
    const open = this.#text[this.#at + 1] ?? "";
    if (open === "'" || open === '"') {
      const end = this.#indexOf(`${open}@`, this.#at + 2);
      this.isCut ||= end === this.#text.length;
      this.#at = end + 2;
    } else {
      this.#at += 2;
      this.#readNested(open === "{" ? "}" : ")");
    }
    pieces.push({ kind: "unknown" });
  }

  #readSingle(pieces: Piece[]): void {
    const end = this.#indexOf("'", this.#at + 1);
    this.isCut ||= end === this.#text.length;
    addText(pieces, this.#text.slice(this.#at + 1, end));
    this.#at = end + 1;
  }

  #readDouble(pieces: Piece[]): void {
    addText(pieces, "");
    this.#at++;
    for (;;) {
      const char = this.#text[this.#at];
      this.isCut ||= char === undefined;
      if (char === undefined || char === '"') break;
      if (char === "$") this.#readVariable(pieces, false);
      else {
        const isEscape = char === "`";
        addText(pieces, isEscape ? (this.#text[this.#at + 1] ?? "") : char);
        this.#at += isEscape ? 2 : 1;
      }
    }
    this.#at++;
  }

  /** In quotes, a dot behind a variable is text. */
  #readVariable(pieces: Piece[], hasMembers: boolean): void {
    const replaced = matchAt(expression, this.#text, this.#at)?.[0];
    const called = matchAt(macro, this.#text, this.#at);
    const named = matchAt(variable, this.#text, this.#at);
    if (replaced !== undefined) {
      pieces.push({ kind: "expression", text: replaced.slice(3, -2).trim() });
      this.#at += replaced.length;
    } else if (called) {
      pieces.push({ kind: "macro", name: called[1] ?? "" });
      this.#at += called[0].length;
    } else if (this.#startsWith("$(")) {
      this.#at += 2;
      this.#readNested(")");
      pieces.push({ kind: "unknown" });
    } else if (named) {
      this.#at += named[0].length;
      pieces.push(
        hasMembers && this.#isMember() ? { kind: "unknown" } : { kind: "variable", name: nameOf(named) },
      );
    } else {
      addText(pieces, "$");
      this.#at++;
    }
  }

  /** Whether a property or an element of the variable is meant. */
  #isMember(): boolean {
    return /^(?:\.[A-Za-z_]|\[|::)/.test(this.#text.slice(this.#at, this.#at + 2));
  }

  #take(words: readonly Word[]): void {
    const [first, ...others] = words;
    // What is called stays behind its operator if only the run knows it.
    const isCall =
      /^[&.]$/.test(literalOf(first) ?? "") && (others.length === 0 || literalOf(others[0]) !== null);
    const own = isCall ? others : words;
    const [command, last] = [own[0], own.at(-1)];
    if (!command || !last) return;
    this.#keyword = foldWord(literalOf(command) ?? "");
    this.#function = /^(?:function|filter)$/.test(this.#keyword) ? functionIn(own[1]) : null;
    const span = { document: this.#source.document, start: command.span.start, end: last.span.end };
    this.written.push({ words: own, span, runsAtExit: this.#atExit > 0, within: this.#within });
  }

  /** What is assigned is a text if it is one word in quotes or another variable; otherwise it is the output of a command. */
  #assign(name: string, words: readonly Word[], close: Close): void {
    const [value, ...others] = words;
    const isText = value !== undefined && others.length === 0 && this.#isText(value);
    if (this.#inParameters && this.#depth === 1) {
      if (!isTruth(value)) this.parameters.push({ name, value: isText ? value : null });
    } else
      this.assignments.push({ name, value: isText && this.#depth === 0 && close === null ? value : null });
    if (!isText) this.#take(words);
  }

  #isText(word: Word): boolean {
    return this.#quoted.has(word) || word.pieces.every(({ kind }) => kind === "variable");
  }

  #startsWith(text: string): boolean {
    return this.#text.startsWith(text, this.#at);
  }

  #indexOf(text: string, from = this.#at): number {
    return indexOrEnd(this.#text, text, from);
  }

  #afterLine(): number {
    return Math.min(this.#text.length, this.#indexOf("\n") + 1);
  }
}

/** The name that a function is declared with, without its scope; its parameters may follow. */
function functionIn(word: Word | undefined): string | null {
  const [first] = word?.pieces ?? [];
  return first?.kind === "text" ? first.text.replace(/^\w+:/, "") : null;
}

function isParam(piece: Piece | undefined): boolean {
  return piece?.kind === "text" && foldWord(piece.text) === "param";
}

/** `$true` or `$false`, which a switch has. */
function isTruth(word: Word | undefined): boolean {
  const [piece] = word?.pieces ?? [];
  return piece?.kind === "variable" && /^(?:true|false)$/.test(piece.name);
}

/** The variable that an assignment would give a value. */
function targetOf(words: readonly Word[]): string | null {
  const [word] = words;
  const [piece] = word?.pieces ?? [];
  return words.length === 1 && word?.pieces.length === 1 && piece?.kind === "variable" ? piece.name : null;
}

function nameOf([, braced, scope, plain = ""]: RegExpExecArray): string {
  if (braced !== undefined) return foldWord(braced).replace(/^(?:global|script|local|private|using):/, "");
  return foldWord(scope) === "env" ? `env:${foldWord(plain)}` : foldWord(plain);
}

function isSeparator(char: string): boolean {
  return char === "\n" || char === ";" || char === "|" || char === ")" || char === "}";
}

function isEndOfWord(char: string): boolean {
  return isSeparator(char) || char === " " || char === "\t" || char === "," || char === "{";
}

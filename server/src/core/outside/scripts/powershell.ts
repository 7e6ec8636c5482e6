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

const variable = /\$(?:\{([^{}]+)\}|(?:(env|global|script|local|private|using):)?(\w+))/iy;
const expression = /\$\{\{[^{}]*\}\}/y;
const macro = /\$\(([A-Za-z_][\w.-]*)\)/y;
const cast = /\[[\w.[\], ]*\]/y;
/** In the head of a `foreach`. */
const inList = /in(?=[\s($])/iy;
/** What is printed goes to a file, or to another stream. */
const redirection = /[\d*]?>>?(?:&\d)?|</y;
/** https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_special_characters */
const escapes: ReadonlyMap<string, string> = new Map(
  Object.entries({ "0": "\0", a: "\x07", b: "\b", e: "\x1b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" }),
);

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
  /** Directly in the braces of `@{…}`, whose entries look like assignments. */
  #inTable = false;
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
        // Of a cmdlet, a block is an argument among others.
        if (!isCmdlet(words[0])) flush();
        this.#readBlock();
      } else if (char === "&" && words.length > 0) {
        flush();
        this.#at += this.#startsWith("&&") ? 2 : 1;
      } else if (isSeparator(char) || (char === "," && close === ")" && assigned !== null)) {
        flush();
        this.#at++;
      } else if (char === ",") {
        // An assigned list is not a text.
        if (assigned !== null) words.push({ pieces: [], span: spanIn(this.#source, this.#at, this.#at + 1) });
        this.#at++;
      } else if (this.#assigns(words)) {
        // What is assigned to several variables is not followed.
        if (assigned !== null) this.#assign(assigned, [], close);
        assigned = this.#targetOf(words) ?? "";
        words = [];
        this.#at += this.#text[this.#at] === "=" ? 1 : 2;
      } else if (close === ")" && words.length === 1 && matchAt(inList, this.#text, this.#at)) {
        words = [];
        this.#at += 2;
      } else if (!this.#readRedirection()) words.push(this.#readWord());
    }
  }

  /** The target of a redirection is not an argument. */
  #readRedirection(): boolean {
    const found = matchAt(redirection, this.#text, this.#at)?.[0];
    if (found === undefined) return false;
    this.#at += found.length;
    this.#skipBlanks();
    const next = this.#text[this.#at];
    if (!found.includes("&") && next !== undefined && !isEndOfWord(next)) this.#readWord();
    return true;
  }

  #skipBlanks(): void {
    for (;;) {
      const char = this.#text[this.#at];
      if (char !== undefined && isBlank(char)) this.#at++;
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

  #readNested(close: ")" | "}", isTable = false): void {
    if (this.#depth >= mostNested) {
      this.isCut = true;
      this.#at = this.#text.length;
      return;
    }
    const around = this.#inTable;
    this.#inTable = isTable;
    this.#depth++;
    this.readUntil(close);
    this.#depth--;
    this.#inTable = around;
  }

  #assigns(words: readonly Word[]): boolean {
    const isEqual = this.#text[this.#at] === "=" && this.#text[this.#at + 1] !== "=";
    const isChange = this.#text[this.#at + 1] === "=" && "+-*/%?".includes(this.#text[this.#at] ?? " ");
    return (isEqual || isChange) && (this.#targetOf(words) !== null || this.#isMemberOf(words));
  }

  /** Whether what may be assigned to is several variables, a property or an element of one, or the key of a table, whose name counts for nothing. */
  #isMemberOf(words: readonly Word[]): boolean {
    if (words.length > 1) return words.every(({ pieces }) => pieces[0]?.kind === "variable");
    return words.length === 1 && (this.#inTable || words[0]?.pieces[0]?.kind === "unknown");
  }

  /** A type may precede the variable, and in a list of parameters attributes. */
  #targetOf(words: readonly Word[]): string | null {
    const isTyped = words.slice(0, -1).every(({ pieces }) => pieces.length === 0);
    return targetOf(this.#inParameters || isTyped ? words.slice(-1) : words);
  }

  #readWord(): Word {
    const start = this.#at;
    const pieces: Piece[] = [];
    this.#at += matchAt(cast, this.#text, this.#at)?.[0].length ?? 0;
    for (;;) {
      const char = this.#text[this.#at];
      if (char === undefined || isEndOfWord(char)) break;
      // A word in quotes ends with them, and a bare one before a parenthesis.
      if (pieces.length > 0 && (isQuote(this.#text[start]) || (char === "(" && this.#isBare(pieces)))) break;
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
    if (isQuote(this.#text[start])) this.#quoted.add(word);
    return word;
  }

  #isBare(pieces: readonly Piece[]): boolean {
    const [first] = pieces;
    return first?.kind === "text" && !/^(?:\[|$)/.test(first.text) && !isParam(first);
  }

  /** False at an operator of an assignment, which ends the word. */
  #readPart(char: string, pieces: Piece[]): boolean {
    if (char === "=" && pieces.length > 0 && (this.#inTable || pieces[0]?.kind === "variable")) return false;
    if (char === "@" && /^["'{(]/.test(this.#text[this.#at + 1] ?? "")) this.#readCollection(pieces);
    else if (singleQuote.test(char)) this.#readSingle(pieces);
    else if (doubleQuote.test(char)) this.#readDouble(pieces);
    else if (char === "$") this.#readVariable(pieces, true);
    // Any dash begins a parameter.
    else if (pieces.length === 0 && /[\u2013-\u2015]/.test(char)) {
      addText(pieces, "-");
      this.#at++;
    } else this.#readCharacter(char, pieces);
    return true;
  }

  /** A character, or what an escape means. */
  #readCharacter(char: string, pieces: Piece[]): void {
    const escaped = char === "`" ? (this.#text[this.#at + 1] ?? "") : null;
    addText(pieces, escaped === null ? char : (escapes.get(escaped) ?? escaped));
    this.#at += escaped === null ? 1 : 2;
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
      this.#readNested(open === "{" ? "}" : ")", open === "{");
    }
    pieces.push({ kind: "unknown" });
  }

  #readSingle(pieces: Piece[]): void {
    addText(pieces, "");
    this.#at++;
    for (;;) {
      const char = this.#text[this.#at];
      this.isCut ||= char === undefined;
      if (char === undefined || this.#isClosed(singleQuote)) break;
      addText(pieces, char);
      this.#at++;
    }
    this.#at++;
  }

  /** Whether a quote ends the text that it is in; of two, the second one is text. */
  #isClosed(quote: RegExp): boolean {
    if (!quote.test(this.#text.charAt(this.#at))) return false;
    const isDoubled = quote.test(this.#text.charAt(this.#at + 1));
    this.#at += isDoubled ? 1 : 0;
    return !isDoubled;
  }

  #readDouble(pieces: Piece[]): void {
    addText(pieces, "");
    this.#at++;
    for (;;) {
      const char = this.#text[this.#at];
      this.isCut ||= char === undefined;
      if (char === undefined || this.#isClosed(doubleQuote)) break;
      const own = this.#text.charAt(this.#at);
      if (own === "$") this.#readVariable(pieces, false);
      else this.#readCharacter(own, pieces);
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

  #take(all: readonly Word[]): void {
    const words = all.slice(
      Math.max(
        0,
        all.findIndex((each) => !this.#isBefore(each)),
      ),
    );
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

  /** Whether a command follows a word: `return`, or the list of a block's parameters. */
  #isBefore(word: Word): boolean {
    const isKeyword = /^(?:return|throw|exit)$/i.test(literalOf(word) ?? "");
    return !this.#quoted.has(word) && (isKeyword || (word.pieces.length === 2 && isParam(word.pieces[0])));
  }

  /** What is assigned is a text if it is one word in quotes or another variable; otherwise it is the output of a command. */
  #assign(name: string, words: readonly Word[], close: Close): void {
    const [value, ...others] = words;
    const isText = value !== undefined && others.length === 0 && this.#isText(value);
    if (this.#inParameters && this.#depth === 1) {
      if (!isTruth(value)) this.parameters.push({ name, value: isText ? value : null });
    } else if (name !== "")
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

function isCmdlet(word: Word | undefined): boolean {
  return /^[a-z]+-[a-z]\w*$/i.test(literalOf(word) ?? "");
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
  return isSeparator(char) || isBlank(char) || char === "," || char === "{";
}

function isBlank(char: string): boolean {
  return char !== "\n" && /\s/.test(char);
}

/** Quotes of word processors count, too: https://learn.microsoft.com/powershell/scripting/lang-spec/chapter-02#2352-string-literals */
const singleQuote = /^['\u2018-\u201b]/;
const doubleQuote = /^["\u201c-\u201e]/;

function isQuote(char: string | undefined): boolean {
  return char !== undefined && (singleQuote.test(char) || doubleQuote.test(char));
}

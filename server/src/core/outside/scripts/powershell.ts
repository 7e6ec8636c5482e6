import { foldWord } from "../../text/fold.ts";
import type { SourceText } from "../source-text.ts";
import { followCalls } from "./called-functions.ts";
import {
  doubleQuote,
  escapes,
  isBlank,
  isEndOfWord,
  isQuote,
  isSeparator,
  singleQuote,
} from "./powershell-characters.ts";
import { isCmdlet, isParam, isTruth, PowerShellStatements, targetOf } from "./powershell-statements.ts";
import { literalOf, type Piece, type Script, type Word } from "./script.ts";
import { addText, indexOrEnd, ScriptCursor } from "./scanning.ts";

/**
 * Reads a PowerShell script: its commands with their arguments, variables and quoted texts
 * (https://learn.microsoft.com/powershell/scripting/lang-spec/chapter-02). Nothing is executed or rejected: expressions are words
 * that are not known. Names of variables count without case.
 */
export function readPowerShell(source: SourceText): Script {
  const reader = new PowerShellReader(source);
  reader.readUntil(null);
  const { assignments, parameters, commands: written } = reader.statements;
  const followed = followCalls(written, [], (name) => foldWord(name));
  const isCut = reader.isCut || followed.isCut;
  return { ...followed, assignments, parameters, comments: reader.comments, isCut };
}

const variable = /\$(?:\{([^{}]+)\}|(?:(env|global|script|local|private|using):)?(\w+))/iy;
const expression = /\$\{\{[^{}]*\}\}/y;
const macro = /\$\(([A-Za-z_][\w.-]*)\)/y;
const cast = /\[[\w.[\], ]*\]/y;
/** In the head of a `foreach`. */
const inList = /in(?=[\s($])/iy;
/** What is printed goes to a file, or to another stream. */
const redirection = /[\d*]?>>?(?:&\d)?|</y;

class PowerShellReader extends ScriptCursor {
  readonly statements: PowerShellStatements;
  /** In the list of the script's parameters. */
  #inParameters = false;
  /** Directly in the braces of `@{…}`, whose entries look like assignments. */
  #inTable = false;
  /** Words that begin with a quote; a bare word would be a command. */
  readonly #quoted = new Set<Word>();

  constructor(source: SourceText) {
    super(source);
    this.statements = new PowerShellStatements(source.document);
  }

  /** The statements up to a closing character, or to the end. */
  readUntil(close: ")" | "}" | null): void {
    let words: Word[] = [];
    let assigned: string | null = null;
    let begun = 0;
    const flush = (): void => {
      if (assigned === null) this.#take(words);
      else this.#assign(assigned, words, close !== null, this.text.slice(begun, this.at));
      words = [];
      assigned = null;
    };
    for (;;) {
      this.skip(isBlank, "`");
      const char = this.char;
      if (char === undefined || char === close) {
        this.isCut ||= char !== (close ?? undefined);
        this.at++;
        flush();
        return;
      }
      if (char === "#" || this.startsWith("<#")) this.#readComment();
      else if (char === "{") {
        // Of a cmdlet, a block is an argument among others.
        if (!isCmdlet(words[0])) flush();
        this.#readBlock();
      } else if (char === "&" && words.length > 0) {
        flush();
        this.at += this.startsWith("&&") ? 2 : 1;
      } else if (isSeparator(char) || (char === "," && close === ")" && assigned !== null)) {
        flush();
        this.at++;
      } else if (char === ",") {
        // An assigned list is not a text.
        if (assigned !== null) words.push({ pieces: [], span: this.spanFrom(this.at, this.at + 1) });
        this.at++;
      } else if (this.#assigns(words)) {
        // What is assigned to several variables is not followed.
        if (assigned !== null) this.#assign(assigned, [], close !== null);
        assigned = this.#targetOf(words) ?? "";
        words = [];
        this.at += this.char === "=" ? 1 : 2;
        begun = this.at;
      } else if (close === ")" && targetOf(words) !== null && this.match(inList)) {
        assigned = targetOf(words);
        words = [];
        this.at += 2;
        begun = this.at;
      } else if (!this.#readRedirection()) words.push(this.#readWord());
    }
  }

  /** The target of a redirection is not an argument. */
  #readRedirection(): boolean {
    const found = this.match(redirection)?.[0];
    if (found === undefined) return false;
    this.at += found.length;
    this.skip(isBlank, "`");
    const next = this.char;
    if (!found.includes("&") && next !== undefined && !isEndOfWord(next)) this.#readWord();
    return true;
  }

  #readComment(): void {
    const isBlock = this.char === "<";
    const end = indexOrEnd(this.text, isBlock ? "#>" : "\n", this.at);
    const stop = Math.min(this.text.length, isBlock ? end + 2 : end);
    this.takeComment(this.at + (isBlock ? 2 : 1), end, stop);
  }

  #readBlock(): void {
    this.at++;
    this.statements.inBlock(() => {
      this.#readNested("}");
    });
  }

  #readNested(close: ")" | "}", isTable = false): void {
    const around = this.#inTable;
    this.#inTable = isTable;
    this.nest(() => {
      this.readUntil(close);
    });
    this.#inTable = around;
  }

  #assigns(words: readonly Word[]): boolean {
    const isEqual = this.char === "=" && this.text[this.at + 1] !== "=";
    const isChange = this.text[this.at + 1] === "=" && "+-*/%?".includes(this.char ?? " ");
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
    const start = this.at;
    const pieces: Piece[] = [];
    this.at += this.match(cast)?.[0].length ?? 0;
    for (;;) {
      const char = this.char;
      if (char === undefined || isEndOfWord(char)) break;
      // A word in quotes ends with them, and a bare one before a parenthesis.
      if (pieces.length > 0 && (isQuote(this.text[start]) || (char === "(" && this.#isBare(pieces)))) break;
      if (char === "(") {
        this.at++;
        const isList = this.depth === 0 && pieces.length === 1 && isParam(pieces[0]);
        this.#inParameters ||= isList;
        this.#readNested(")");
        if (isList) this.#inParameters = false;
        pieces.push({ kind: "unknown", written: this.text.slice(start, this.at) });
      } else if (!this.#readPart(char, pieces)) break;
    }
    if (this.at === start) this.at++;
    const word = { pieces, span: this.spanFrom(start) };
    if (isQuote(this.text[start])) this.#quoted.add(word);
    return word;
  }

  #isBare(pieces: readonly Piece[]): boolean {
    const [first] = pieces;
    return first?.kind === "text" && !/^(?:\[|$)/.test(first.text) && !isParam(first);
  }

  /** False at an operator of an assignment, which ends the word. */
  #readPart(char: string, pieces: Piece[]): boolean {
    if (char === "=" && pieces.length > 0 && (this.#inTable || pieces[0]?.kind === "variable")) return false;
    if (char === "@" && /^["'{(]/.test(this.text[this.at + 1] ?? "")) this.#readCollection(pieces);
    else if (singleQuote.test(char)) this.#readQuoted(pieces, singleQuote);
    else if (doubleQuote.test(char)) this.#readQuoted(pieces, doubleQuote);
    else if (char === "$") this.#readVariable(pieces, true);
    // Any dash begins a parameter.
    else if (pieces.length === 0 && /[\u2013-\u2015]/.test(char)) {
      addText(pieces, "-");
      this.at++;
    } else this.#readCharacter(char, pieces);
    return true;
  }

  /** A character, or what an escape means. */
  #readCharacter(char: string, pieces: Piece[]): void {
    const escaped = char === "`" ? (this.text[this.at + 1] ?? "") : null;
    addText(pieces, escaped === null ? char : (escapes.get(escaped) ?? escaped));
    this.at += escaped === null ? 1 : 2;
  }

  /** `@{…}` and `@(…)`, of which only the commands matter, and here-strings. */
  #readCollection(pieces: Piece[]): void {
    const open = this.text[this.at + 1] ?? "";
    if (open === "'" || open === '"') {
      const end = indexOrEnd(this.text, `${open}@`, this.at + 2);
      this.isCut ||= end === this.text.length;
      this.at = end + 2;
    } else {
      this.at += 2;
      this.#readNested(open === "{" ? "}" : ")", open === "{");
    }
    pieces.push({ kind: "unknown" });
  }

  #readQuoted(pieces: Piece[], quote: RegExp): void {
    addText(pieces, "");
    this.at++;
    for (let { char } = this; char !== undefined && !this.#isClosed(quote); char = this.char) {
      const own = this.text.charAt(this.at);
      if (quote === singleQuote) this.addCharacter(pieces);
      else if (own === "$") this.#readVariable(pieces, false);
      else this.#readCharacter(own, pieces);
    }
    this.isCut ||= this.char === undefined;
    this.at++;
  }

  /** Whether a quote ends the text that it is in; of two, the second one is text. */
  #isClosed(quote: RegExp): boolean {
    if (!quote.test(this.text.charAt(this.at))) return false;
    const isDoubled = quote.test(this.text.charAt(this.at + 1));
    this.at += isDoubled ? 1 : 0;
    return !isDoubled;
  }

  /** In quotes, a dot behind a variable is text. */
  #readVariable(pieces: Piece[], hasMembers: boolean): void {
    const replaced = this.match(expression)?.[0];
    const called = this.match(macro);
    const named = this.match(variable);
    if (replaced !== undefined) {
      pieces.push({ kind: "expression", text: replaced.slice(3, -2).trim() });
      this.at += replaced.length;
    } else if (called) {
      pieces.push({ kind: "macro", name: called[1] ?? "" });
      this.at += called[0].length;
    } else if (this.startsWith("$(")) {
      const start = this.at;
      this.at += 2;
      this.#readNested(")");
      pieces.push({ kind: "unknown", written: this.text.slice(start, this.at) });
    } else if (named) {
      this.at += named[0].length;
      pieces.push(
        hasMembers && this.#isMember()
          ? { kind: "unknown", of: nameOf(named) }
          : { kind: "variable", name: nameOf(named) },
      );
    } else {
      addText(pieces, "$");
      this.at++;
    }
  }

  /** Whether a property or an element of the variable is meant. */
  #isMember(): boolean {
    return /^(?:\.[A-Za-z_]|\[|::)/.test(this.text.slice(this.at, this.at + 2));
  }

  /** A command, without what is in front of it: `return`, or the list of a block's parameters. */
  #take(words: readonly Word[]): void {
    const first = words.findIndex((each) => !this.#isBefore(each));
    this.statements.take(words.slice(Math.max(0, first)));
  }

  #isBefore(word: Word): boolean {
    const isKeyword = /^(?:return|throw|exit)$/i.test(literalOf(word) ?? "");
    return !this.#quoted.has(word) && (isKeyword || (word.pieces.length === 2 && isParam(word.pieces[0])));
  }

  /** What is assigned is a text if it is one word in quotes or another variable; otherwise it is the output of a command. */
  #assign(name: string, words: readonly Word[], isInside: boolean, output = ""): void {
    const [value, ...others] = words;
    const isOne = value && others.length === 0;
    const isText =
      isOne && (this.#quoted.has(value) || value.pieces.every(({ kind }) => kind === "variable"));
    const text = isText ? value : null;
    const { parameters, assignments } = this.statements;
    if (this.#inParameters && this.depth === 1) {
      if (!isTruth(value)) parameters.push({ name, value: text });
    } else if (name !== "") {
      const written: Word | null =
        text ?? (value ? { ...value, pieces: [{ kind: "unknown", written: output }] } : null);
      assignments.push({ name, value: this.depth === 0 && !isInside ? text : null, written });
    }
    if (!isText) this.#take(words);
  }
}

function nameOf([, braced, scope, plain = ""]: RegExpExecArray): string {
  if (braced !== undefined) return foldWord(braced).replace(/^(?:global|script|local|private|using):/, "");
  return foldWord(scope) === "env" ? `env:${foldWord(plain)}` : foldWord(plain);
}

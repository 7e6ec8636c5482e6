import { partOf, quotedAt, type SourceText } from "../source-text.ts";
import { followCalls, type WrittenCommand } from "./called-functions.ts";
import { literalOf, mostNested, type Piece, type Script, type Word } from "./script.ts";
import { ShellStatements } from "./shell-statements.ts";
import { addText, indexOrEnd, matchAt, readBatchVariable, ScriptCursor } from "./scanning.ts";

/**
 * Reads a script of a POSIX shell or bash: words with their expansions, in the order of the shell's grammar
 * (https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html). Nothing is executed or rejected: what is not
 * understood is a word like any other. Of `$(name)` only a pipeline knows whether it is a macro or a command. Batch files are read, too,
 * as far as their commands look like those of a shell.
 */
export function readShell(source: SourceText): Script {
  const reader = new ShellReader(source, 0);
  reader.readUntil(null);
  return reader.script();
}

const name = /[A-Za-z_]\w*/y;
const digit = /[1-9]/y;
/** In double quotes, what begins something only outside of them. */
const keptInQuotes = /^(?:\\[^$`"\\\r\n]|\$['"])/;
const macro = /\$\(([A-Za-z_][\w.-]*)\)/y;

class ShellReader extends ScriptCursor {
  /** The ends of here-documents that begin on the next line. */
  readonly #endings: string[] = [];
  readonly #statements: ShellStatements;

  constructor(source: SourceText, depth: number, statements = new ShellStatements(source.document)) {
    super(source, depth);
    this.#statements = statements;
  }

  script(): Script {
    const { assignments } = this.#statements;
    const written = [...this.#statements.commands(), ...this.#atExit()];
    const followed = followCalls(written, this.#statements.functionsAtExit(), (name) => name);
    const isCut = this.isCut || this.#endings.length > 0 || followed.isCut;
    return { ...followed, assignments, parameters: [], comments: this.comments, isCut };
  }

  /** The commands in quotes that `trap` runs at the end. */
  #atExit(): readonly WrittenCommand[] {
    if (this.depth > 0) return [];
    return this.#statements.handlers().flatMap((handler) => {
      const nested = new ShellReader(quotedAt(this.source, handler.span), this.depth + 1);
      nested.readUntil(null);
      return nested.#statements.commands().map((command) => ({ ...command, runsAtExit: true }));
    });
  }

  /** The commands up to a closing character, or to the end. Of values, only the commands that are nested in them matter. */
  readUntil(close: ")" | "`" | null, areValues = false): void {
    let words: Word[] = [];
    const flush = (): void => {
      if (!areValues) this.#statements.take(words);
      words = [];
    };
    for (;;) {
      this.#skipBlanks();
      const char = this.char;
      if (char === undefined || char === close) {
        this.isCut ||= char !== (close ?? undefined);
        this.at++;
        flush();
        return;
      }
      if (char === "#") this.#readComment();
      else if (char === "<" || char === ">") this.#readRedirection(words);
      else if (char === "(") this.#readParenthesis(words, flush, areValues);
      else if (isSeparator(char)) this.#readSeparator(char, flush);
      else words.push(this.#readWord(close));
    }
  }

  #skipBlanks(): void {
    this.skip((char) => char === " " || char === "\t" || char === "\r", "\\^");
  }

  #readSeparator(char: string, flush: () => void): void {
    flush();
    const isDouble = this.text[this.at + 1] === char;
    this.at += isDouble && char !== "\n" ? 2 : 1;
    this.#statements.isAlternative = isDouble && (char === "&" || char === "|");
    if (char === "\n") for (const ending of this.#endings.splice(0)) this.#skipHereDocument(ending);
  }

  /** A function's name is followed by `()`; other parentheses contain commands. */
  #readParenthesis(words: Word[], flush: () => void, areValues: boolean): void {
    const called = words.length === 1 ? literalOf(words[0]) : null;
    this.at++;
    if (called !== null && /^[ \t]*\)/.test(this.text.slice(this.at, this.at + 4))) {
      this.#statements.declaresFunction(called);
      words.length = 0;
      this.at = this.text.indexOf(")", this.at) + 1;
      return;
    }
    flush();
    if (this.char === "(") this.#readCalculation();
    else if (this.#statements.isDeclaring) {
      this.#statements.beginBlock();
      this.#readNested(")");
      this.#statements.endBlock();
    } else this.#readNested(")", areValues);
  }

  /** `((…))`, of which one parenthesis is read. */
  #readCalculation(): void {
    this.at++;
    this.#readNested(")", true);
    if (this.char === ")") this.at++;
  }

  #readNested(close: ")" | "`", areValues = false): void {
    const { isAlternative } = this.#statements;
    this.nest(() => {
      this.readUntil(close, areValues);
    });
    this.#statements.isAlternative = isAlternative;
  }

  #readComment(): void {
    const end = indexOrEnd(this.text, "\n", this.at);
    this.takeComment(this.at + 1, end, end);
  }

  #readRedirection(words: Word[]): void {
    // The number of what is redirected is not an argument.
    if (/(?:^|\s)\d$/.test(this.text.slice(Math.max(0, this.at - 2), this.at))) words.pop();
    const isHere = this.text.startsWith("<<", this.at) && this.text[this.at + 2] !== "<";
    while ("<>&|-".includes(this.char ?? " ")) this.at++;
    if (this.char === "(") {
      const start = this.at++;
      this.#readNested(")");
      words.push({ pieces: [{ kind: "unknown" }], span: this.spanFrom(start) });
      return;
    }
    this.#skipBlanks();
    const target = literalOf(this.#readWord(null));
    if (isHere && target !== null && target !== "") this.#endings.push(target);
  }

  /** Up to a line that is the ending, which may be indented as the script in YAML is. */
  #skipHereDocument(ending: string): void {
    while (this.at < this.text.length) {
      const next = this.afterLine();
      const line = this.text.slice(this.at, next).trim();
      this.at = next;
      if (line === ending) return;
    }
    this.isCut = true;
  }

  #readWord(close: ")" | "`" | null): Word {
    const start = this.at;
    const pieces: Piece[] = [];
    for (;;) {
      const char = this.char;
      if (char === undefined || char === "\r" || char === close || isEndOfWord(char)) break;
      if (char === "(") {
        // An array or a pattern; behind a name, it declares a function.
        if (!/[=?*+@!]$/.test(this.text.slice(start, this.at).slice(-1))) break;
        this.at++;
        this.#readNested(")", true);
        pieces.push({ kind: "unknown" });
      } else this.#readPart(char, pieces);
    }
    // A character that begins nothing is skipped, so that every word is at least one long.
    if (this.at === start) this.at++;
    return { pieces, span: this.spanFrom(start) };
  }

  #readPart(char: string, pieces: Piece[]): void {
    if (char === "'") this.#readLiteral(pieces, false);
    else if (char === '"') this.#readQuoted(pieces);
    else if (char === "\\") this.#readEscaped(pieces);
    else if (char === "$") this.#readExpansion(pieces);
    else if (char === "%") this.at = readBatchVariable(this.text, this.at, pieces);
    else if (char === "`") {
      const start = this.at++;
      this.#readNested("`");
      pieces.push({ kind: "unknown", written: this.text.slice(start, this.at) });
    } else {
      this.addCharacter(pieces);
    }
  }

  /** `'…'`, or the quoted part of `$'…'`, where backslashes have a meaning, which is not read. */
  #readLiteral(pieces: Piece[], hasEscapes: boolean): void {
    const start = this.at + 1;
    let end = indexOrEnd(this.text, "'", start);
    if (hasEscapes)
      for (end = start; end < this.text.length && this.text[end] !== "'"; end++)
        if (this.text[end] === "\\") end++;
    this.isCut ||= end >= this.text.length;
    const text = this.text.slice(start, end);
    pieces.push(hasEscapes && text.includes("\\") ? { kind: "unknown" } : { kind: "text", text });
    this.at = end + 1;
  }

  #readQuoted(pieces: Piece[]): void {
    pieces.push({ kind: "text", text: "" });
    this.at++;
    for (;;) {
      const char = this.char;
      this.isCut ||= char === undefined;
      if (char === undefined || char === '"') break;
      if ("\\$`%".includes(char) && !keptInQuotes.test(this.text.slice(this.at, this.at + 2)))
        this.#readPart(char, pieces);
      else this.addCharacter(pieces);
    }
    this.at++;
  }

  #readEscaped(pieces: Piece[]): void {
    if (this.isEndOfLine(this.at + 1)) this.at = this.afterLine();
    else {
      addText(pieces, this.text[this.at + 1] ?? "");
      this.at += 2;
    }
  }

  #readExpansion(pieces: Piece[]): void {
    if (this.startsWith("${{")) {
      const end = indexOrEnd(this.text, "}}", this.at);
      pieces.push({ kind: "expression", text: this.text.slice(this.at + 3, end).trim() });
      this.at = end + 2;
      return;
    }
    const found = this.match(macro);
    if (found) {
      const [{ length }, called = ""] = found;
      pieces.push({ kind: "macro", name: called });
      this.#statements.takeMacro(called, this.spanFrom(this.at, this.at + length));
      this.at += length;
    } else if (this.startsWith("$((")) {
      this.at += 2;
      this.#readCalculation();
      pieces.push({ kind: "unknown" });
    } else if (this.startsWith("$(")) {
      const start = this.at;
      this.at += 2;
      this.#readNested(")");
      pieces.push({ kind: "unknown", written: this.text.slice(start, this.at) });
    } else if (this.startsWith("${")) pieces.push(this.#readBraces());
    else this.#readName(pieces);
  }

  #readName(pieces: Piece[]): void {
    const found = matchAt(name, this.text, this.at + 1)?.[0] ?? matchAt(digit, this.text, this.at + 1)?.[0];
    this.at++;
    if (found !== undefined) {
      pieces.push({ kind: "variable", name: found });
      this.at += found.length;
    } else if (this.char === "'") this.#readLiteral(pieces, true);
    else if (/[0@*#?$!-]/.test(this.char ?? "")) {
      pieces.push({ kind: "unknown" });
      this.at++;
    } else if (this.char !== '"') addText(pieces, "$");
  }

  /** `${NAME}` is a variable, `${NAME:-text}` one with a default; one with a length or a pattern is not known. */
  #readBraces(): Piece {
    const start = this.at + 2;
    let depth = 1;
    this.at = start;
    for (; depth > 0 && this.at < this.text.length; this.at++) {
      if (this.char === "{") depth++;
      if (this.char === "}") depth--;
    }
    const inside = this.text.slice(start, this.at - 1);
    const [whole = "", called = "", assigns] = /^([A-Za-z_]\w*|[1-9])(:[-=])?/.exec(inside) ?? [];
    if (whole === "" || this.depth >= mostNested) return { kind: "unknown" };
    if (assigns === undefined)
      return whole === inside ? { kind: "variable", name: called } : { kind: "unknown" };
    const rest = partOf(this.source, start + whole.length, start + inside.length);
    const otherwise = new ShellReader(rest, this.depth + 1, this.#statements).#readAll();
    return { kind: "variable", name: called, otherwise };
  }

  /** All of the text as parts of one word. */
  #readAll(): readonly Piece[] {
    const pieces: Piece[] = [];
    for (let char = this.text[0]; char !== undefined; char = this.char) this.#readPart(char, pieces);
    return pieces;
  }
}

function isSeparator(char: string): boolean {
  return char === "\n" || char === ";" || char === "&" || char === "|" || char === ")";
}

function isEndOfWord(char: string): boolean {
  return isSeparator(char) || char === " " || char === "\t" || char === "<" || char === ">";
}

import type { DocumentId, Span } from "../../text/document.ts";
import type { WrittenCommand } from "./called-functions.ts";
import { type Assignment, literalOf, type Piece, type Word } from "./script.ts";

const opening: ReadonlySet<string> = new Set(["if", "while", "until", "for", "select", "case"]);
const closing: ReadonlySet<string> = new Set(["fi", "done", "esac"]);
const before: ReadonlySet<string> = new Set(["then", "else", "elif", "do", "!", "{", "time"]);
const declaring: ReadonlySet<string> = new Set(["export", "readonly", "local", "declare", "typeset"]);
const assignment = /^([A-Za-z_]\w*)(\+?)=/;

/** Makes commands and assignments of the words between separators, in their order. */
export class ShellStatements {
  readonly assignments: Assignment[] = [];
  readonly #document: DocumentId;
  readonly #commands: WrittenCommand[] = [];
  /** Commands that may be macros, which are called if a function has their name. */
  readonly #macros = new Set<WrittenCommand>();
  readonly #declared = new Set<string>();
  /** The blocks around the current command, each with the function that it is in. */
  readonly #blocks: (string | null)[] = [];
  #conditions = 0;
  #function: string | null = null;
  /** Whether the current command follows `&&` or `||`. */
  isAlternative = false;

  constructor(document: DocumentId) {
    this.#document = document;
  }

  commands(): readonly WrittenCommand[] {
    return this.#commands.filter(
      (command) => !this.#macros.has(command) || this.#declared.has(literalOf(command.words[0]) ?? ""),
    );
  }

  /** `$(name)`, which calls a function if it is not a macro. */
  takeMacro(name: string, span: Span): void {
    const words: readonly Word[] = [{ pieces: [{ kind: "text", text: name }], span }];
    const command = { words, span, runsAtExit: false, within: this.#within() };
    this.#commands.push(command);
    this.#macros.add(command);
  }

  /** What `trap` runs at the end if it is not a function. */
  handlers(): readonly Word[] {
    return this.#traps().filter((handler) => functionIn(handler) === null);
  }

  /** The functions that `trap` runs at the end. */
  functionsAtExit(): readonly string[] {
    return this.#traps().flatMap((handler) => functionIn(handler) ?? []);
  }

  /** Whether the next block is the body of a function. */
  get isDeclaring(): boolean {
    return this.#function !== null;
  }

  /** A block begins, which may be the body of a function. */
  beginBlock(): void {
    if (this.#function !== null) this.#declared.add(this.#function);
    this.#blocks.push(this.#function ?? this.#within());
    this.#function = null;
  }

  endBlock(): void {
    this.#blocks.pop();
  }

  /** The next block is the body of a function. */
  declaresFunction(name: string | null): void {
    this.#function = name;
  }

  /** A command, without the keywords before it, and the assignments in front of it. */
  take(words: readonly Word[]): void {
    let first = 0;
    for (; first < words.length; first++) {
      const word = literalOf(words[first]);
      if (word === "{") this.beginBlock();
      else if (word === "}") this.endBlock();
      else if (word === "function") this.#function = literalOf(words[++first]);
      else if (word !== null && opening.has(word)) this.#conditions++;
      else if (word !== null && closing.has(word)) this.#conditions--;
      else if (word === null || !before.has(word)) break;
      if (word === "for" || word === "select") {
        const each = words.slice(first + 3);
        const [only, ...others] = each;
        const written = only && others.length === 0 ? only : null;
        this.assignments.push({ name: literalOf(words[first + 1]) ?? "", value: null, written, each });
        return;
      }
    }
    const behind = words.slice(first);
    const isAlone = behind.every((word) => assignmentIn(word) !== null);
    const left = behind.findIndex((word) => !this.#takeAssignment(word, isAlone));
    const command = left < 0 ? [] : behind.slice(left);
    if (command.length === 0) return;
    this.#takeDeclarations(command);
    const within = this.#within();
    const [from, to] = [command[0], command.at(-1)];
    const span = { document: this.#document, start: from?.span.start ?? 0, end: to?.span.end ?? 0 };
    const isInFunction = within !== null || this.#function !== null;
    const own = isInFunction ? command.map(withoutArguments) : command;
    this.#commands.push({
      words: own,
      span,
      runsAtExit: false,
      within,
      isAlternative: this.isAlternative,
      isInBranch: this.#conditions > 0 || this.isAlternative,
    });
  }

  #within(): string | null {
    return this.#blocks.at(-1) ?? null;
  }

  /** Of `NAME=value command` the value applies to that command only. */
  #takeAssignment(word: Word, isAlone: boolean): boolean {
    const [first, ...others] = word.pieces;
    const match = assignmentIn(word);
    if (!match || first?.kind !== "text") return false;
    const [{ length }, target = "", adds] = match;
    const value = { ...word, pieces: [{ ...first, text: first.text.slice(length) }, ...others] };
    this.#assign(target, isAlone && adds === "" ? value : null);
    return true;
  }

  #takeDeclarations([first, ...others]: readonly Word[]): void {
    const command = literalOf(first) ?? "";
    if (declaring.has(command)) for (const word of others) this.#takeAssignment(word, true);
    if (command === "unset")
      for (const word of others) this.#assign(literalOf(word) ?? "", { pieces: [], span: word.span });
    if (command === "shift" || (command === "set" && others.some((word) => literalOf(word) === "--")))
      for (const position of "123456789") this.#assign(position, null);
    if (command === "read" || command === "mapfile" || command === "readarray")
      for (const word of others) this.#assign(literalOf(word) ?? "", null);
    if (command === "printf" && literalOf(others[0]) === "-v") this.#assign(literalOf(others[1]) ?? "", null);
  }

  #assign(target: string, value: Word | null): void {
    const isCertain = this.#conditions <= 0 && !this.isAlternative && this.#blocks.length === 0;
    this.assignments.push({ name: target, value: isCertain ? value : null, written: value });
  }

  /** What runs at the end: by `trap`, or by a function of the script's own that is named after it, such as `add_exit_trap`. */
  #traps(): readonly Word[] {
    return this.#commands.flatMap(({ words: [command, ...given] }) => {
      const [handler, ...signals] = given.filter((word) => literalOf(word) !== "--");
      if (handler && registering.test(literalOf(command) ?? "")) return [handler];
      const isExit = signals.some((word) => /^(?:EXIT|0)$/i.test(literalOf(word) ?? ""));
      return literalOf(command) === "trap" && handler && isExit ? [handler] : [];
    });
  }
}

function assignmentIn({ pieces: [first] }: Word): RegExpExecArray | null {
  return first?.kind === "text" ? assignment.exec(first.text) : null;
}

const registering = /^\w*(?:exit_?trap|trap_?exit|at_?exit|on_?exit)$/i;

function functionIn(handler: Word): string | null {
  const text = literalOf(handler);
  return text !== null && /^\w+$/.test(text) ? text : null;
}

/** In a function, `$1` is the first argument of that, not of the script. */
function withoutArguments({ pieces, span }: Word): Word {
  return { pieces: pieces.map((piece) => (isArgument(piece) ? { kind: "unknown" } : piece)), span };
}

function isArgument(piece: Piece): boolean {
  return piece.kind === "variable" && (/^\d$/.test(piece.name) || piece.otherwise?.some(isArgument) === true);
}

import type { DocumentId } from "../../text/span.ts";
import type { Assignment, Command, Piece, Word } from "./script.ts";
import { literalOf } from "./script.ts";

interface ShellCommand extends Command {
  /** The function that it is in. */
  readonly within: string | null;
}

const opening: ReadonlySet<string> = new Set(["if", "while", "until", "for", "select", "case"]);
const closing: ReadonlySet<string> = new Set(["fi", "done", "esac"]);
const before: ReadonlySet<string> = new Set(["then", "else", "elif", "do", "!", "{", "time"]);
const declaring: ReadonlySet<string> = new Set(["export", "readonly", "local", "declare", "typeset"]);
const assignment = /^([A-Za-z_]\w*)(\+?)=/;

/** Makes commands and assignments of the words between separators, in their order. */
export class ShellStatements {
  readonly assignments: Assignment[] = [];
  readonly #document: DocumentId;
  readonly #commands: ShellCommand[] = [];
  /** The functions and blocks around the current command; null of a block that is not a function. */
  readonly #blocks: (string | null)[] = [];
  #conditions = 0;
  #function: string | null = null;
  /** Whether the current command follows `&&` or `||`. */
  isAlternative = false;

  constructor(document: DocumentId) {
    this.#document = document;
  }

  /** The commands; those of functions that `trap` runs at the end run there. */
  commands(): readonly Command[] {
    const names = new Set(this.#traps().map(literalOf));
    return this.#commands.map(({ words, span, within }) => ({
      words,
      span,
      runsAtExit: within !== null && names.has(within),
    }));
  }

  /** What `trap` runs at the end if it is not a function. */
  handlers(): readonly Word[] {
    return this.#traps().filter((handler) => !/^\w+$/.test(literalOf(handler) ?? ""));
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
      if (word === "{") this.#blocks.push(this.#beginFunction());
      else if (word === "}") this.#blocks.pop();
      else if (word === "function") this.#function = literalOf(words[++first]);
      else if (word !== null && opening.has(word)) this.#conditions++;
      else if (word !== null && closing.has(word)) this.#conditions--;
      else if (word === null || !before.has(word)) break;
      if (word === "for" || word === "select") {
        this.#assign(literalOf(words[first + 1]) ?? "", null);
        return;
      }
    }
    const behind = words.slice(first);
    const left = behind.findIndex((word) => !this.#takeAssignment(word, behind));
    const command = left < 0 ? [] : behind.slice(left);
    if (command.length === 0) return;
    this.#takeDeclarations(command);
    const within = this.#blocks.findLast((block) => block !== null) ?? null;
    const [from, to] = [command[0], command.at(-1)];
    const span = { document: this.#document, start: from?.span.start ?? 0, end: to?.span.end ?? 0 };
    const isInFunction = within !== null || this.#function !== null;
    const own = isInFunction ? command.map(withoutArguments) : command;
    this.#commands.push({ words: own, span, runsAtExit: false, within });
  }

  #beginFunction(): string | null {
    const begun = this.#function;
    this.#function = null;
    return begun;
  }

  /** Of `NAME=value command` the value applies to that command only. */
  #takeAssignment(word: Word, command: readonly Word[]): boolean {
    const [first, ...others] = word.pieces;
    const match = first?.kind === "text" ? assignment.exec(first.text) : null;
    if (!match || first?.kind !== "text") return false;
    const [{ length }, target = "", adds] = match;
    const value = { ...word, pieces: [{ ...first, text: first.text.slice(length) }, ...others] };
    const isAlone = command.every(
      ({ pieces: [piece] }) => piece?.kind === "text" && assignment.test(piece.text),
    );
    this.#assign(target, isAlone && adds === "" ? value : null);
    return true;
  }

  #takeDeclarations([first, ...others]: readonly Word[]): void {
    const command = literalOf(first) ?? "";
    if (declaring.has(command)) for (const word of others) this.#takeAssignment(word, [word]);
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
    this.assignments.push({ name: target, value: isCertain ? value : null });
  }

  /** What runs at the end: by `trap`, or by a function of the script's own that is named after it, such as `add_exit_trap`. */
  #traps(): readonly Word[] {
    return this.#commands.flatMap(({ words: [command, handler, ...signals] }) => {
      if (handler && registering.test(literalOf(command) ?? "")) return [handler];
      const isExit = signals.some((word) => /^(?:EXIT|0)$/i.test(literalOf(word) ?? ""));
      return literalOf(command) === "trap" && handler && isExit ? [handler] : [];
    });
  }
}

const registering = /^\w*(?:exit_?trap|trap_?exit|at_?exit|on_?exit)$/i;

/** In a function, `$1` is the first argument of that, not of the script. */
function withoutArguments({ pieces, span }: Word): Word {
  return { pieces: pieces.map((piece) => (isArgument(piece) ? { kind: "unknown" } : piece)), span };
}

function isArgument(piece: Piece): boolean {
  return piece.kind === "variable" && (/^\d$/.test(piece.name) || piece.otherwise?.some(isArgument) === true);
}

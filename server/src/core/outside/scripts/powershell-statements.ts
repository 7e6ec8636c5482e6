import { foldWord } from "../../text/fold.ts";
import type { DocumentId } from "../../text/document.ts";
import type { WrittenCommand } from "./called-functions.ts";
import { type Assignment, literalOf, type Piece, type Word } from "./script.ts";

/** Makes commands and assignments of the words of statements, in their order. */
export class PowerShellStatements {
  readonly commands: WrittenCommand[] = [];
  readonly assignments: Assignment[] = [];
  readonly parameters: Assignment[] = [];
  readonly #document: DocumentId;
  /** The keyword that the next block belongs to, and the function that it is the body of. */
  #next: { readonly keyword: string; readonly function: string | null } = { keyword: "", function: null };
  /** The function that the current command is in, and whether the command runs at the end. */
  #block: Pick<WrittenCommand, "within" | "runsAtExit" | "isInBranch"> = { within: null, runsAtExit: false };

  constructor(document: DocumentId) {
    this.#document = document;
  }

  /** The statements of a block, which may be the body of a function. */
  inBlock(read: () => void): void {
    const around = this.#block;
    const { keyword, function: named } = this.#next;
    this.#block = {
      within: named ?? around.within,
      runsAtExit: around.runsAtExit || keyword === "finally",
      isInBranch: around.isInBranch === true || branches.test(keyword),
    };
    this.#next = { keyword: "", function: null };
    read();
    this.#block = around;
  }

  take(words: readonly Word[]): void {
    const [first, ...others] = words;
    // What is called stays behind its operator if only the run knows it.
    const isCall =
      /^[&.]$/.test(literalOf(first) ?? "") && (others.length === 0 || literalOf(others[0]) !== null);
    const own = isCall ? others : words;
    const [command, last] = [own[0], own.at(-1)];
    if (!command || !last) return;
    const keyword = foldWord(literalOf(command) ?? "");
    this.#next = { keyword, function: /^(?:function|filter)$/.test(keyword) ? functionIn(own[1]) : null };
    const span = { document: this.#document, start: command.span.start, end: last.span.end };
    this.commands.push({ words: own, span, ...this.#block });
  }
}

const branches = /^(?:if|else|elseif|switch|catch|while|for|foreach)$/;

/** The name that a function is declared with, without its scope; its parameters may follow. */
function functionIn(word: Word | undefined): string | null {
  const [first] = word?.pieces ?? [];
  return first?.kind === "text" ? first.text.replace(/^\w+:/, "") : null;
}

/** `$true` or `$false`, which a switch has. */
export function isTruth(word: Word | undefined): boolean {
  const [piece] = word?.pieces ?? [];
  return piece?.kind === "variable" && /^(?:true|false)$/.test(piece.name);
}

/** The variable that an assignment would give a value. */
export function targetOf(words: readonly Word[]): string | null {
  const [word] = words;
  const [piece] = word?.pieces ?? [];
  return words.length === 1 && word?.pieces.length === 1 && piece?.kind === "variable" ? piece.name : null;
}

export function isCmdlet(word: Word | undefined): boolean {
  return /^[a-z]+-[a-z]\w*$/i.test(literalOf(word) ?? "");
}

export function isParam(piece: Piece | undefined): boolean {
  return piece?.kind === "text" && foldWord(piece.text) === "param";
}

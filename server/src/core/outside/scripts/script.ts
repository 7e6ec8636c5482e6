import type { Comment } from "../../syntax/syntax.ts";
import type { Span } from "../../text/document.ts";

/** A part of a word: what is written, or what takes its place when the script runs. */
export type Piece =
  | { readonly kind: "text"; readonly text: string }
  /**
   * `$NAME`, `$env:NAME`; of PowerShell in lower case, without its scope. `$1` is the first argument of the script. `otherwise` is
   * what takes the place of an empty one, as in `${NAME:-text}`.
   */
  | { readonly kind: "variable"; readonly name: string; readonly otherwise?: readonly Piece[] }
  /** `$(name)`, which Azure Pipelines replaces before the script runs; anywhere else it is a command. */
  | { readonly kind: "macro"; readonly name: string }
  /** `${{ … }}`, which a pipeline replaces. */
  | { readonly kind: "expression"; readonly text: string }
  /** Anything else: the output of a command, which is `written` then; an element of an array; a member `of` a variable. */
  | { readonly kind: "unknown"; readonly written?: string; readonly of?: string };

export interface Word {
  readonly pieces: readonly Piece[];
  readonly span: Span;
}

/** A command with its arguments, as it is written. */
export interface Command {
  readonly words: readonly Word[];
  readonly span: Span;
  /** It runs whatever fails before it: in a handler of `trap … EXIT`, or in a `finally` block. */
  readonly runsAtExit: boolean;
  /** It follows `&&` or `||`, so that its script goes on if the command in front fails. */
  readonly isAlternative?: boolean;
  /** It runs only if a condition holds, or for each of some values. */
  readonly isInBranch?: boolean;
}

/** A command of a function that nothing in its script calls by its name. */
export interface UncalledCommand extends Command {
  /** The script has the name elsewhere, as an argument of something that may call it. */
  readonly isMentioned: boolean;
}

/** That a script gives a variable a value. */
export interface Assignment {
  readonly name: string;
  /** Null if the value is not known, or if it does not apply whenever the script runs. */
  readonly value: Word | null;
  /** The value in the runs in which it applies; absent or null if it is not known. */
  readonly written?: Word | null;
  /** The values that a loop gives it, one after the other. */
  readonly each?: readonly Word[];
}

/**
 * A script as far as it matters: its commands and assignments in order, those of nested commands first, and those of functions where these
 * are called.
 */
export interface Script {
  readonly commands: readonly Command[];
  /** The commands of functions that it declares and does not call; what runs or includes it may. */
  readonly uncalled: readonly UncalledCommand[];
  readonly assignments: readonly Assignment[];
  /** Its parameters that have a default, without switches. */
  readonly parameters: readonly Assignment[];
  readonly comments: readonly Comment[];
  /** Something is not closed, so that what follows is not read as it may be meant. */
  readonly isCut: boolean;
}

/** The text of a word that contains nothing else; null of others. */
export function literalOf(word: Word | undefined): string | null {
  if (!word) return null;
  const texts = word.pieces.map((piece) => (piece.kind === "text" ? piece.text : null));
  return texts.includes(null) ? null : texts.join("");
}

/** Commands within commands that are read; what is nested deeper is left out. */
export const mostNested = 100;

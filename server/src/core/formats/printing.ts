import type { Words } from "../words/words.ts";
import type { Paint } from "./terminal.ts";

/** What a printed report depends on besides the report. */
export interface Printing {
  /** What is printed of it, by the commands that find it, in this order. Where a format has one table, it is that of the first. */
  readonly contents: readonly [Command, ...Command[]];
  /** The language of sentences and headings. */
  readonly words: Words;
  /** The files of parameter values, as given. */
  readonly parameters: readonly string[];
  readonly paint: Paint;
  /** Where the host shows a fix of an explanation; null if it does not. Left out on the command line. */
  readonly linkOfFix?: (title: string) => string | null;
  /** Whether findings are listed as tasks, by file. Left out in the editor. */
  readonly isChecklist?: boolean;
  /** Something that could change the answer was not evaluated. */
  readonly failed: boolean;
  /** What else the command could not do, a sentence each. Left out in the editor. */
  readonly complaints?: readonly string[];
}

/** What the program can be asked to do. */
export const commands = ["check", "vaults", "simulate", "test", "explain-403", "diff", "rules"] as const;

export type Command = (typeof commands)[number];

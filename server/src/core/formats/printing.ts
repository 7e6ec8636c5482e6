import type { Words } from "../words/words.ts";
import type { Paint } from "./terminal.ts";
import type { UnreadEntry, ErrorEntry } from "./report.ts";

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
  /** Whether all of each vault is printed, instead of a row. Left out in the editor. */
  readonly details?: boolean;
  /** A line of a file, for the reader of a terminal; left out elsewhere. */
  readonly lineAt?: (file: string, line: number) => string | null;
  /** Something that could change the answer was not evaluated. */
  readonly failed: boolean;
  /** What else the command could not do, a sentence each. Left out in the editor. */
  readonly complaints?: readonly string[];
}

/** What the program can be asked to do. */
export const commands = [
  "check",
  "vaults",
  "simulate",
  "test",
  "explain-403",
  "diff",
  "replay",
  "rules",
] as const;

export type Command = (typeof commands)[number];

/** "41 modules and 3 states were not read (38 not downloaded, 3 not found, 3 kept elsewhere); 20 of them probably contain key vaults." */
export function sumUpUnread(unread: readonly UnreadEntry[], words: Words): string {
  return words.unread.sum({
    kinds: countBy(unread, ({ kind }) => kind),
    reasons: countBy(unread, ({ reason }) => reason),
    likely: unread.filter(({ vault }) => vault === "likely").length,
  });
}

function countBy<Word>(
  entries: readonly UnreadEntry[],
  wordOf: (entry: UnreadEntry) => Word,
): readonly (readonly [word: Word, count: number])[] {
  const counts = new Map<Word, number>();
  for (const entry of entries) counts.set(wordOf(entry), (counts.get(wordOf(entry)) ?? 0) + 1);
  return [...counts];
}

/** An error where a format has one line for it. */
export function errorLine({ file, line, character, message }: ErrorEntry): string {
  return `${file}:${line}:${character}: ${message}`;
}

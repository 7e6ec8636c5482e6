import type { Words } from "../words/words.ts";
import type { Paint } from "./terminal.ts";
import { findRule } from "../rules/index.ts";
import type { DocumentId } from "../text/document.ts";
import type { Places } from "./places.ts";
import type { Report, UnreadEntry, ErrorEntry } from "./report.ts";

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

/** What a check says beside its findings, so that nothing is left out unseen: "1 suppressed (main.bicep)", "KV101 off (.keyvault-access.jsonc)". */
export function sumUpCheck(
  { findings, turnedOff, undecided }: Pick<Report, "findings" | "turnedOff" | "undecided">,
  { document: { sentences } }: Words,
): readonly string[] {
  const suppressed = findings.flatMap((each) => each.suppressed ?? []);
  const vaults = new Set(undecided.map(({ file, line, vault }) => JSON.stringify([file, line, vault])));
  return [
    ...(suppressed.length === 0
      ? []
      : [`${sentences.suppressed(suppressed.length)} (${firstOf(suppressed.map(({ file }) => file))})`]),
    ...turnedOff.map(({ file, rules }) => `${sentences.turnedOff(firstOf(rules))} (${file})`),
    ...(vaults.size === 0
      ? []
      : [`${sentences.undecided(vaults.size)} (${firstOf(undecided.flatMap((each) => each.dependsOn))})`]),
  ];
}

/** What an access file says of rules. */
interface RuleSettings {
  readonly document: DocumentId;
  readonly rules: readonly { readonly rule: { readonly value: string }; readonly severity: string }[];
}

/** The rules that access files turn off. */
export function turnedOffBy(files: readonly RuleSettings[], places: Places): Report["turnedOff"] {
  return [...new Set(files)].flatMap(({ document, rules }) => {
    const off = rules.filter(({ severity }) => severity === "off");
    const codes = off.map(({ rule }) => findRule(rule.value)?.code ?? rule.value);
    return off.length === 0 ? [] : [{ file: places.print(document), rules: [...new Set(codes)].sort() }];
  });
}

/** What a check says beside its findings in one line, for formats that have no line of their own for it; null where there is nothing to say. */
export function lineOfCheck(report: Report, words: Words): string | null {
  const said = sumUpCheck(report, words);
  return said.length === 0 ? null : `${said.join("; ")}.`;
}

function firstOf(texts: readonly string[]): string {
  const distinct = [...new Set(texts)];
  return [...distinct.slice(0, mostNamed), ...(distinct.length > mostNamed ? ["…"] : [])].join(", ");
}

const mostNamed = 3;

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

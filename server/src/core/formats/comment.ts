import type { Words } from "../words/words.ts";
import { type ChangeEffect, effectOf } from "./change-entry.ts";
import { differingVaultIn, sayNotCompared } from "./diff-lines.ts";
import { problemSections } from "./markdown.ts";
import { cell, heading, mark, table } from "./markdown-text.ts";
import type { Printing } from "./printing.ts";
import type { ChangeEntry, Report } from "./report.ts";
import { sayChange } from "./words.ts";

/** The first line of every comment, by which a later run finds it. It is not shown. */
const sign = "<!-- keyvault-network -->";

/** Who gains and who loses access, as a comment on a pull request; a comment has no folder that links could start from. */
export function printComment(report: Report, { words }: Pick<Printing, "words">): string {
  const { labels, sentences } = words.document;
  const of = (effect: ChangeEffect): readonly ChangeEntry[] =>
    report.changes.filter((each) => effectOf(each) === effect);
  const [gains, loses, unclear] = [of("gains"), of("loses"), of("unclear")];
  const hasNone = gains.length + loses.length + unclear.length === 0;
  const sections = [
    sign,
    heading(3, labels.accessChanges),
    hasNone
      ? sentences.noChanges
      : `**${sentences.review(callersOf(gains), callersOf(loses), callersOf(unclear))}**`,
    ...section(labels.gains, gains, words),
    ...section(labels.loses, loses, words),
    ...folded(labels.mayChange, unclear, words),
    ...sayNotCompared((report.notCompared ?? []).map(cell), words),
    ...problemSections(report, words, 4),
    `<sub>${sentences.dataPlaneOnly}</sub>`,
  ];
  return `${sections.join("\n\n")}\n`;
}

function section(title: string, changes: readonly ChangeEntry[], words: Words): readonly string[] {
  return changes.length === 0 ? [] : [heading(4, title), changeTable(changes, words)];
}

/** A caller may gain access to several vaults. */
function callersOf(changes: readonly ChangeEntry[]): number {
  return new Set(changes.map(({ from }) => from)).size;
}

/** What is not certain is there for whoever asks. */
function folded(title: string, changes: readonly ChangeEntry[], words: Words): readonly string[] {
  if (changes.length === 0) return [];
  return [`<details><summary>${title}</summary>`, changeTable(changes, words), "</details>"];
}

function changeTable(changes: readonly ChangeEntry[], words: Words): string {
  const { labels, verdicts } = words.document;
  const sorted = [...changes.filter(isExposed), ...changes.filter((each) => !isExposed(each))];
  const rows = sorted.map((each) => [
    `${isExposed(each) ? mark("public") : ""}${shortCell(each.from)}`,
    shortCell(differingVaultIn(each)),
    ...sayChange(each, words, (word) => `${mark(word)}${verdicts[word]}`),
    place(each),
  ]);
  return table([labels.from, labels.vault, labels.before, labels.after, labels.where], rows);
}

/** The longest name in a row: all rows have to fit into the comment (GitHub takes 65,536 characters). */
const longestName = 100;

function shortCell(text: string): string {
  const characters = Array.from(text);
  return cell(characters.length > longestName ? `${characters.slice(0, longestName).join("")}…` : text);
}

function isExposed({ from, after }: ChangeEntry): boolean {
  return from === "internet" && after === "allowed";
}

function place({ file, line }: ChangeEntry): string {
  const text = `${file}:${line}`;
  return /[`|\\]|\p{C}/u.test(text) || text.length > 2 * longestName ? shortCell(text) : `\`${text}\``;
}

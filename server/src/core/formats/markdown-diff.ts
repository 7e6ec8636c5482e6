import type { Words } from "../words/words.ts";
import { differingVaultIn, sayNotCompared } from "./diff-lines.ts";
import { cell, heading, link, mark, table } from "./markdown-text.ts";
import type { DriftEntry, Report } from "./report.ts";
import { sayChange } from "./words.ts";

/** What a change does to who reaches what, and where vaults differ from a state, as tables for a pull request. */
export function changeSections(
  { changes, drift, notCompared = [] }: Report,
  words: Words,
): readonly string[] {
  const { labels, verdicts, changeKinds, sentences } = words.document;
  const leftOut = sayNotCompared(notCompared.map(cell), words);
  if (changes.length + drift.length === 0) return [sentences.noChanges, ...leftOut];
  const rows = changes.map((each) => [
    changeKinds[each.kind],
    cell(each.from),
    cell(differingVaultIn(each)),
    ...sayChange(each, words, (word) => `${mark(word)}${verdicts[word]}`),
    link(each),
  ]);
  const head = [labels.change, labels.from, labels.vault, labels.before, labels.after, labels.where];
  return [
    ...(drift.length > 0 ? [heading(2, labels.differences), driftTable(drift, labels)] : []),
    heading(2, labels.accessChanges),
    changes.length > 0 ? table(head, rows) : sentences.noChanges,
    ...leftOut,
  ];
}

function driftTable(drift: readonly DriftEntry[], labels: Words["document"]["labels"]): string {
  const head = [labels.vault, labels.difference, labels.where];
  const rows = drift.map((each) => [cell(differingVaultIn(each)), cell(each.message), link(each)]);
  return table(head, rows);
}

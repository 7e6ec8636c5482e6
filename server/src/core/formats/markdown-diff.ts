import type { Words } from "../words/words.ts";
import { cell, heading, link, mark, table } from "./markdown-text.ts";
import type { Report, VerdictWord } from "./report.ts";

/** What a change does to who reaches what, as a table for a pull request. */
export function changeSections({ changes }: Report, { document }: Words): readonly string[] {
  const { labels, verdicts, changeKinds, sentences } = document;
  if (changes.length === 0) return [sentences.noChanges];
  const say = (word: VerdictWord | null): string =>
    word === null ? labels.noVault : `${mark(word)}${verdicts[word]}`;
  const rows = changes.map((each) => [
    changeKinds[each.kind],
    cell(each.from),
    cell(each.environment === null ? each.vault : `${each.vault} (${each.environment})`),
    say(each.before),
    say(each.after),
    link(each),
  ]);
  const head = [labels.change, labels.from, labels.vault, labels.before, labels.after, labels.where];
  return [heading(2, labels.accessChanges), table(head, rows)];
}

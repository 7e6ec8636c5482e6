import { testsAsJson } from "./suggestions.ts";
import { readSource } from "../access/source.ts";
import type { Words } from "../words/words.ts";
import { type ChangeEffect, effectOf, hasEffect } from "./change-entry.ts";
import { differingVaultIn, sayAddresses, sayNotCompared, sayReview, shownChanges } from "./diff-lines.ts";
import { problemSections } from "./markdown.ts";
import { cell, heading, mark, strong, table } from "./markdown-text.ts";
import type { Printing } from "./printing.ts";
import type { ChangeEntry, Report } from "./report.ts";
import { sayChange } from "./words.ts";

/** The first line of every comment, by which a later run finds it. It is not shown. */
const sign = "<!-- keyvault-network -->";

/** Who gains and who loses access, as a comment on a pull request; a comment has no folder that links could start from. */
export function printComment(report: Report, { words }: Pick<Printing, "words">): string {
  const { labels, sentences } = words.document;
  const shown = shownChanges(report);
  const of = (effect: ChangeEffect): readonly ChangeEntry[] =>
    shown.filter((each) => hasEffect(each, effect));
  const others = shown.filter(
    (each) =>
      each.kind !== "changed" && effectOf(each) === "none" && (each.before ?? each.after) !== "denied",
  );
  const sections = [
    sign,
    heading(3, labels.accessChanges),
    sayReview(report, words, strong, shortCell),
    ...section(labels.gains, of("gains"), words),
    ...section(labels.loses, of("loses"), words),
    ...folded(labels.newAndGone, others, words),
    ...folded(labels.mayChange, of("unclear"), words),
    ...acceptedTests(of("gains"), words),
    ...sayNotCompared((report.notCompared ?? []).map(cell), words),
    ...problemSections(report, words, 4),
    `<sub>${sentences.dataPlaneOnly}</sub>`,
  ];
  return `${sections.join("\n\n")}\n`;
}

function section(title: string, changes: readonly ChangeEntry[], words: Words): readonly string[] {
  return changes.length === 0 ? [] : [heading(4, title), changeTable(changes, words)];
}

/** Changes that are uncertain, or neither gain nor loss, are folded. */
function folded(title: string, changes: readonly ChangeEntry[], words: Words): readonly string[] {
  if (changes.length === 0) return [];
  return [`<details><summary>${title}</summary>`, changeTable(changes, words), "</details>"];
}

/** An access test for each gain that can be named, ready for the access file of a reviewer who accepts it. */
function acceptedTests(changes: readonly ChangeEntry[], { document: { labels } }: Words): readonly string[] {
  const tests = changes
    .filter(
      ({ from, after, vault, vaultName }) =>
        after === "allowed" &&
        Math.max(from.length, (vaultName ?? vault).length) <= longestName &&
        "source" in readSource(from),
    )
    .slice(0, mostTests)
    .map(({ from, vault, vaultName, environment }) => ({
      ...{ from, to: vaultName ?? vault, expect: "allow" },
      ...(environment === null ? {} : { environment }),
    }));
  if (tests.length === 0) return [];
  const lines = testsAsJson(tests).join("\n").replaceAll("`", "\\u0060");
  const code = `\`\`\`json\n${lines}\n\`\`\``;
  return [`<details><summary>${labels.acceptedTests}</summary>`, code, "</details>"];
}

const mostTests = 10;

function changeTable(changes: readonly ChangeEntry[], words: Words): string {
  const { labels, verdicts } = words.document;
  const sorted = [...changes.filter(isExposed), ...changes.filter((each) => !isExposed(each))];
  const rows = sorted.map((each) => {
    const [before, after] = sayChange(each, words, (word) => `${mark(word)}${verdicts[word]}`);
    return [
      `${isExposed(each) ? mark("public") : ""}${shortCell(each.from)}`,
      ...[
        shortCell(differingVaultIn(each)),
        before,
        `${after}${cell(sayAddresses(each, words)) && ` ${cell(sayAddresses(each, words))}`}`,
        place(each),
      ],
    ];
  });
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

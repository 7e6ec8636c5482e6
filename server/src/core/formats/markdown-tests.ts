import { rulePage } from "../rules/page.ts";
import type { Words } from "../words/words.ts";
import { cell, heading, link, table } from "./markdown-text.ts";
import type { Report, TestEntry } from "./report.ts";

const signs: Readonly<Record<TestEntry["outcome"], string>> = { passed: "✓", failed: "✗", skipped: "–" };

/** Access tests: how many there are of each outcome, and one row for each. */
export function testSections({ tests }: Report, words: Words): readonly string[] {
  const { labels, sentences, testOutcomes } = words.document;
  const counts = (["failed", "skipped", "passed"] as const).map(
    (outcome) => `${tests.filter((each) => each.outcome === outcome).length} ${testOutcomes[outcome]}`,
  );
  if (tests.length === 0) return [sentences.noTests];
  return [
    `**${labels.accessTests}**: ${counts.join(", ")}.`,
    heading(2, labels.accessTests),
    testTable(tests, words),
  ];
}

function testTable(
  tests: readonly TestEntry[],
  { language, note, document: { labels, testOutcomes } }: Words,
): string {
  return table(
    [labels.outcome, labels.test, labels.environment, labels.why, labels.where],
    tests.map((test) => [
      `${signs[test.outcome]} ${testOutcomes[test.outcome]}`,
      cell(test.name),
      cell(test.environment ?? ""),
      `${test.rule === null ? "" : `[${test.rule}](${rulePage(test.rule, language)}) `}${cell([test.message ?? "", ...test.notes.map(note)].join(" ").trim())}`,
      link(test),
    ]),
  );
}

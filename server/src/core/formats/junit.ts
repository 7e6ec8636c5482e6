import type { Printing } from "./printing.ts";
import type { Words } from "../words/words.ts";
import type { Report, TestEntry } from "./report.ts";
import { sumUpUnread } from "./unread-summary.ts";

/**
 * Access tests as JUnit XML, which has no standard of its own; this is what CI servers read
 * (https://github.com/testmoapp/junitxml): a suite for each access file and environment.
 */
export function printJunit({ tests, unread }: Report, { words }: Pick<Printing, "words">): string {
  const suites = suitesOf(tests);
  const all = counts(tests);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="keyvault-network"${all}>`,
    ...suites.flatMap(([name, own]) => [
      `  <testsuite name="${escape(name)}"${counts(own)}>`,
      ...own.map((test) => testCase(test, name, words)),
      "  </testsuite>",
    ]),
    ...remarks(unread, words),
    "</testsuites>",
    "",
  ].join("\n");
}

/** A suite without tests, as only suites can say something. */
function remarks(unread: Report["unread"], words: Words): readonly string[] {
  if (unread.length === 0) return [];
  return [
    `  <testsuite name="keyvault-network"${counts([])}>`,
    `    <system-out>${escape(sumUpUnread(unread, words))}</system-out>`,
    "  </testsuite>",
  ];
}

function suitesOf(tests: readonly TestEntry[]): readonly (readonly [string, readonly TestEntry[]])[] {
  const suites = new Map<string, TestEntry[]>();
  for (const test of tests) {
    const name = test.environment === null ? test.accessFile : `${test.accessFile} (${test.environment})`;
    suites.set(name, [...(suites.get(name) ?? []), test]);
  }
  return [...suites];
}

function counts(tests: readonly TestEntry[]): string {
  const count = (outcome: TestEntry["outcome"]): number =>
    tests.filter((each) => each.outcome === outcome).length;
  return ` tests="${tests.length}" failures="${count("failed")}" errors="0" skipped="${count("skipped")}"`;
}

function testCase(test: TestEntry, suite: string, { note, document: { rows } }: Words): string {
  const { name, file, line, outcome, message, rule, expected, actual } = test;
  const head = `    <testcase name="${escape(name)}" classname="${escape(suite)}" file="${escape(file)}" line="${line}"`;
  const notes = test.notes.map((each) => `<system-out>${escape(note(each))}</system-out>`).join("");
  if (outcome === "passed") return notes === "" ? `${head}/>` : `${head}>${notes}</testcase>`;
  const about = `message="${escape(message ?? "")}"`;
  if (outcome === "skipped") return `${head}><skipped ${about}/>${notes}</testcase>`;
  const text = expected === "" ? (message ?? "") : `${rows.wanted}:\n${expected}\n${rows.found}:\n${actual}`;
  return `${head}><failure ${about} type="${rule ?? ""}">${escape(text)}</failure>${notes}</testcase>`;
}

const entities: ReadonlyMap<string, string> = new Map(
  Object.entries({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }),
);

/** XML 1.0 has no way to write most control characters, so they are left out; a line end in an attribute has to be a reference. */
function escape(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replace(/[&<>"]/g, (character) => entities.get(character) ?? character)
    .replace(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}

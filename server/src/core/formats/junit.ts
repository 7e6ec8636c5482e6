import { grouped } from "../logic/grouped.ts";
import { type Printing, sumUpUnread, errorLine } from "./printing.ts";
import type { Words } from "../words/words.ts";
import type { ErrorEntry, Report, TestEntry } from "./report.ts";

/**
 * Access tests as JUnit XML, which has no standard of its own; this is what CI servers read
 * (https://github.com/testmoapp/junitxml): a suite for each access file and environment, and one for what could not be read.
 */
export function printJunit(
  { tests, unread, errors }: Report,
  { words, failed, complaints = [] }: Pick<Printing, "words" | "failed" | "complaints">,
): string {
  const suites = suitesOf(tests);
  const broken = [...(failed ? errors.map(errorCase) : []), ...complaints.map(complaintCase)];
  const harmless = failed ? [] : errors.map(errorLine);
  const all = counts(tests, broken.length);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${own}"${all}>`,
    ...suites.flatMap(([name, cases]) => [
      `  <testsuite name="${escape(name)}"${counts(cases)}>`,
      ...cases.map((test) => testCase(test, name, words)),
      "  </testsuite>",
    ]),
    ...ownSuite(broken, [...harmless, ...(unread.length === 0 ? [] : [sumUpUnread(unread, words)])]),
    "</testsuites>",
    "",
  ].join("\n");
}

/** What belongs to no access file; only suites can say something. */
function ownSuite(cases: readonly string[], remarks: readonly string[]): readonly string[] {
  if (cases.length + remarks.length === 0) return [];
  return [
    `  <testsuite name="${own}"${counts([], cases.length)}>`,
    ...cases,
    ...remarks.map((each) => `    <system-out>${escape(each)}</system-out>`),
    "  </testsuite>",
  ];
}

const own = "keyvault-network";

/** Something that could change the answer was not judged, so that the run must not look like a success. */
function errorCase(error: ErrorEntry): string {
  const { file, line, message } = error;
  const head = `    <testcase name="${escape(file)}" classname="${own}" file="${escape(file)}" line="${line}"`;
  return `${head}><error message="${escape(message)}">${escape(errorLine(error))}</error></testcase>`;
}

function complaintCase(complaint: string): string {
  return `    <testcase name="${own}" classname="${own}"><error message="${escape(complaint)}"/></testcase>`;
}

function suitesOf(tests: readonly TestEntry[]): readonly (readonly [string, readonly TestEntry[]])[] {
  return [
    ...grouped(tests, ({ environment, accessFile }) => [
      environment === null ? accessFile : `${accessFile} (${environment})`,
    ]),
  ];
}

function counts(tests: readonly TestEntry[], errors = 0): string {
  const count = (outcome: TestEntry["outcome"]): number =>
    tests.filter((each) => each.outcome === outcome).length;
  const all = tests.length + errors;
  return ` tests="${all}" failures="${count("failed")}" errors="${errors}" skipped="${count("skipped")}"`;
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

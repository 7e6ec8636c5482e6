import { type Printing, sumUpUnread, errorLine } from "./printing.ts";
import type { Report, TestEntry } from "./report.ts";

/** Access tests in the Test Anything Protocol, version 14 (https://testanything.org/tap-version-14-specification.html). */
export function printTap(
  { tests, unread, errors }: Report,
  { words, failed, complaints = [] }: Pick<Printing, "words" | "failed" | "complaints">,
): string {
  const lines = tests.flatMap((test, index) => [
    ...linesOf(test, index + 1),
    ...test.notes.map((note) => `# ${escape(words.note(note))}`),
  ]);
  const said = [...complaints, ...errors.map(errorLine)];
  const bail = failed ? said.slice(0, 1) : [];
  const remarks = [...said.slice(bail.length), ...(unread.length === 0 ? [] : [sumUpUnread(unread, words)])];
  return [
    "TAP version 14",
    `1..${tests.length}`,
    ...lines,
    ...remarks.map((each) => `# ${escape(each)}`),
    // Something that could change the answer was not judged, so that the run must not look like a success.
    ...bail.map((each) => `Bail out! ${escape(each)}`),
    "",
  ].join("\n");
}

function linesOf(test: TestEntry, number: number): readonly string[] {
  const name = test.environment === null ? test.name : `${test.name} (${test.environment})`;
  const description = `${number} - ${escape(name)}`;
  if (test.outcome === "passed") return [`ok ${description}`];
  if (test.outcome === "skipped") return [`ok ${description} # SKIP ${escape(test.message ?? "")}`];
  const { message, rule, file, line, expected, actual } = test;
  const details = Object.entries({ message, rule, at: `${file}:${line}`, expected, actual });
  // A JSON string is a YAML string too.
  const yaml = details.map(([key, value]) => `  ${key}: ${JSON.stringify(value ?? "")}`);
  return [`not ok ${description}`, "  ---", ...yaml, "  ..."];
}

/** In a description `#` begins a directive, and one line is all there is. */
function escape(text: string): string {
  return text.replace(/[\\#]/g, "\\$&").replace(/\s+/g, " ").trim();
}

import type { Words } from "../words/words.ts";
import type { TestEntry } from "./report.ts";
import type { Paint } from "./terminal.ts";

/** A line for each test that has not passed, in the form that problem matchers read, and how many there are. */
export function testLines(
  tests: readonly TestEntry[],
  { document, note }: Words,
  paint: Paint,
): readonly string[] {
  const { sentences, testOutcomes } = document;
  if (tests.length === 0) return [sentences.noTests];
  const outcomes = ["failed", "skipped", "passed"] as const;
  const counts = outcomes.flatMap((outcome) => {
    const count = tests.filter((each) => each.outcome === outcome).length;
    return count > 0 ? [`${count} ${testOutcomes[outcome]}`] : [];
  });
  const lines = tests.flatMap((test) => [
    ...(test.outcome === "passed" ? [] : [testLine(test, testOutcomes.skipped, paint)]),
    ...test.notes.map((each) => `${placeOf(test)} ${document.rows.note}: ${test.name}: ${note(each)}`),
  ]);
  return [...lines, paint.strong(`${counts.join(", ")}.`)];
}

function placeOf({ file, line, character }: TestEntry): string {
  return `${file}:${line}:${character}:`;
}

function testLine(test: TestEntry, skipped: string, paint: Paint): string {
  const { outcome, severity, rule, name, message } = test;
  const place = placeOf(test);
  if (outcome === "skipped") return `${place} ${paint.unsure(skipped)}: ${name}: ${message ?? ""}`;
  const word = severity === "error" ? paint.bad(severity) : paint.unsure(severity);
  return `${place} ${word} ${rule ?? ""}: ${message ?? ""}`;
}

import type { TestEntry } from "./report.ts";
import type { Paint } from "./terminal.ts";

/** A line for each test that has not passed, in the form that problem matchers read, and how many there are. */
export function testLines(tests: readonly TestEntry[], paint: Paint): readonly string[] {
  if (tests.length === 0) return ["No access tests."];
  const outcomes = ["failed", "skipped", "passed"] as const;
  const counts = outcomes.flatMap((outcome) => {
    const count = tests.filter((each) => each.outcome === outcome).length;
    return count > 0 ? [`${count} ${outcome}`] : [];
  });
  const shown = tests.filter(({ outcome }) => outcome !== "passed");
  return [...shown.map((test) => testLine(test, paint)), paint.strong(`${counts.join(", ")}.`)];
}

function testLine(
  { file, line, character, outcome, severity, rule, name, message }: TestEntry,
  paint: Paint,
): string {
  const place = `${file}:${line}:${character}:`;
  if (outcome === "skipped") return `${place} ${paint.unsure("skipped")}: ${name}: ${message ?? ""}`;
  const word = severity === "error" ? paint.bad(severity) : paint.unsure(severity);
  return `${place} ${word} ${rule ?? ""}: ${message ?? ""}`;
}

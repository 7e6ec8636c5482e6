import { rulePage } from "../rules/page.ts";
import { cell, heading, link, table } from "./markdown-text.ts";
import type { Report, TestEntry } from "./report.ts";

const signs: Readonly<Record<TestEntry["outcome"], string>> = { passed: "✓", failed: "✗", skipped: "–" };

/** Access tests: how many there are of each outcome, and one row for each. */
export function testSections({ tests }: Report): readonly string[] {
  const counts = (["failed", "skipped", "passed"] as const).map(
    (outcome) => `${tests.filter((each) => each.outcome === outcome).length} ${outcome}`,
  );
  if (tests.length === 0) return ["No access tests."];
  return [`**Access tests**: ${counts.join(", ")}.`, heading(2, "Access tests"), testTable(tests)];
}

function testTable(tests: readonly TestEntry[]): string {
  return table(
    ["Outcome", "Test", "Environment", "Why", "Where"],
    tests.map((test) => [
      `${signs[test.outcome]} ${test.outcome}`,
      cell(test.name),
      cell(test.environment ?? ""),
      `${test.rule === null ? "" : `[${test.rule}](${rulePage(test.rule)}) `}${cell(test.message ?? "")}`,
      link(test),
    ]),
  );
}

import { grouped } from "../logic/grouped.ts";
import type { Words } from "../words/words.ts";
import { cell, heading, link } from "./markdown-text.ts";
import type { FindingEntry } from "./report.ts";
import type { Paint } from "./terminal.ts";

/** What to change, file by file, with the fix of each place. */
export function checklistLines(findings: readonly FindingEntry[], paint: Paint): readonly string[] {
  return byFile(findings).flatMap(([first, ...others]) => [
    paint.strong(first.file),
    ...[first, ...others].flatMap(({ line, character, message, fixes }) => {
      const place = `  ${line}:${character}`.padEnd(11);
      return [
        `${place}${message}`,
        ...fixes.slice(0, 1).map((fix) => `${" ".repeat(11)}${paint.faint(fix)}`),
      ];
    }),
  ]);
}

/** The same as a list of tasks under the name of each file, for an issue. */
export function checklistSections(findings: readonly FindingEntry[], words: Words): readonly string[] {
  return byFile(findings).flatMap((found) => [
    heading(2, cell(found[0].file)),
    found
      .map((each) => {
        const fixes = each.fixes.slice(0, 1).map((fix) => ` ${words.document.labels.fix}: ${cell(fix)}.`);
        return `- [ ] ${link(each)}: ${cell(each.message)}${fixes.join("")}`;
      })
      .join("\n"),
  ]);
}

function byFile(findings: readonly FindingEntry[]): readonly (readonly [FindingEntry, ...FindingEntry[]])[] {
  const shown = findings.filter(({ suppressed }) => !suppressed);
  return [...grouped(shown, ({ file }) => [file]).values()];
}

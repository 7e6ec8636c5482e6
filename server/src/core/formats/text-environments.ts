import type { Words } from "../words/words.ts";
import { environmentTable } from "./environment-table.ts";
import type { Report } from "./report.ts";
import { foldEnvironments } from "./references.ts";
import { asDeployed } from "./words.ts";
import type { Paint } from "./terminal.ts";

/** A table of vaults and environments; nothing unless it was requested. */
export function environmentLines(
  report: Pick<Report, "environments" | "vaults">,
  words: Words,
  paint: Paint,
): readonly string[] {
  if (!report.environments) return [];
  const { labels, exposures } = words.document;
  const { environments: names, rows } = environmentTable(foldEnvironments(report));
  const head = [labels.vault, labels.template, ...names.map((name) => name ?? labels.defaults)];
  const cells = rows.map((row) => [
    row.vault,
    row.template,
    ...row.cells.map((each) => (each === null ? "" : exposures[each.exposure] + asDeployed(each, words))),
  ]);
  const widths = head.map((_, column) =>
    Math.max(...[head, ...cells].map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  return [paint.strong(line(head)), ...cells.map(line)];
}

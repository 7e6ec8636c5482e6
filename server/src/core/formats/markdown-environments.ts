import type { Words } from "../words/words.ts";
import { environmentTable } from "./environment-table.ts";
import { cell, heading, mark, table } from "./markdown-text.ts";
import { foldEnvironments } from "./references.ts";
import type { Report } from "./report.ts";
import { asDeployed } from "./words.ts";

/** A table of vaults and environments; nothing unless it was requested. */
export function environmentSection(report: Report, words: Words): readonly string[] {
  if (!report.environments) return [];
  const { labels, exposures } = words.document;
  const { environments: names, rows } = environmentTable(foldEnvironments(report));
  const head = [labels.vault, labels.template, ...names.map((name) => cell(name ?? labels.defaults))];
  const cells = rows.map((row) => [
    cell(row.vault),
    cell(row.template),
    ...row.cells.map((each) =>
      each === null ? "" : `${mark(each.exposure)}${exposures[each.exposure]}${asDeployed(each, words)}`,
    ),
  ]);
  return [heading(2, labels.environments), table(head, cells)];
}

import { cell, heading, mark, table } from "./markdown-text.ts";
import { environmentTable } from "./environment-table.ts";
import type { Report } from "./report.ts";

/** A table of vaults and environments; nothing where nobody asked for it. */
export function environmentSection({ environments }: Report): readonly string[] {
  if (!environments) return [];
  const { head, rows } = environmentTable(environments);
  const shown = rows.map((row) =>
    row.map((text, column) => (column < 2 ? cell(text) : `${mark(text)}${text}`)),
  );
  return [heading(2, "Environments"), table(head.map(cell), shown)];
}

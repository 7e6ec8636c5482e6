import { environmentTable } from "./environment-table.ts";
import type { Report } from "./report.ts";
import type { Paint } from "./terminal.ts";

/** A table of vaults and environments; nothing where nobody asked for it. */
export function environmentLines(
  { environments }: Pick<Report, "environments">,
  paint: Paint,
): readonly string[] {
  if (!environments) return [];
  const { head, rows } = environmentTable(environments);
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  return [paint.strong(line(head)), ...rows.map(line)];
}

import type { Report } from "./report.ts";

/** The report as JSON: same input, same bytes. */
export function printJson(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

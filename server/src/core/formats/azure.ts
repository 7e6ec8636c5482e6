import type { Words } from "../words/words.ts";
import { lineOfCheck, type Printing, sumUpUnread } from "./printing.ts";
import type { ErrorEntry, FindingEntry, Report } from "./report.ts";

/**
 * The findings as logging commands, which Azure Pipelines lists on the page of a run:
 * https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands#logissue-log-an-error-or-warning
 */
export function printAzure(report: Report, { words }: Pick<Printing, "words">): string {
  const lines = [
    ...report.findings.filter((finding) => !finding.suppressed).map((finding) => findingLine(finding, words)),
    ...report.errors.map(errorLine),
    // Azure Pipelines knows errors and warnings only.
    ...[report.unread.length > 0 ? sumUpUnread(report.unread, words) : null, lineOfCheck(report, words)]
      .filter((line) => line !== null)
      .map((line) => `${words.document.rows.note}: ${escapeData(line)}`),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function findingLine(finding: FindingEntry, { document: { severities } }: Words): string {
  const { code, severity, message, file, line, character } = finding;
  if (severity === "error" || severity === "warning")
    return issue(
      { type: severity, sourcepath: file, linenumber: line, columnnumber: character, code },
      message,
    );
  // Azure Pipelines knows errors and warnings only.
  return `${severities[severity]} ${code}: ${file}:${line}:${character}: ${escapeData(message)}`;
}

function errorLine({ file, line, character, message }: ErrorEntry): string {
  return issue({ type: "error", sourcepath: file, linenumber: line, columnnumber: character }, message);
}

function issue(properties: Readonly<Record<string, string | number>>, message: string): string {
  const written = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`);
  return `##vso[task.logissue ${written.join(";")}]${escapeData(message)}`;
}

/** See https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands#formatting-commands. */
function escapeProperty(value: string | number): string {
  return escapeData(String(value)).replaceAll(";", "%3B").replaceAll("]", "%5D");
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%AZP25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

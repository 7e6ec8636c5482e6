import { lineOfCheck, type Printing, sumUpUnread } from "./printing.ts";
import type { Words } from "../words/words.ts";
import { effectOf } from "./change-entry.ts";
import { changeLine, sayReview, shownChanges } from "./diff-lines.ts";
import type { ChangeEntry, ErrorEntry, FindingEntry, Report } from "./report.ts";

/**
 * The findings as workflow commands, which GitHub draws beside the lines of a pull request:
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export function printGithub(report: Report, { words }: Pick<Printing, "words">): string {
  const lines = [
    ...report.findings.filter((finding) => !finding.suppressed).map(findingLine),
    ...shownChanges(report).flatMap((each) => changeCommand(each, words)),
    ...noticeOf(report.proof && sayReview(report, words)),
    ...report.errors.map(errorLine),
    ...unreadLines(report, words),
    ...noticeOf(lineOfCheck(report, words)),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function findingLine(finding: FindingEntry): string {
  const { code, name, severity, message, file, line, character, endLine, endCharacter } = finding;
  const level = severity === "error" || severity === "warning" ? severity : "notice";
  // A column is only drawn within one line.
  const columns = line === endLine ? { col: character, endColumn: endCharacter } : {};
  return command(level, { file, line, endLine, ...columns, title: `${code} ${name}` }, message);
}

/** Who gains or loses access is a warning at the line that decides. */
function changeCommand(change: ChangeEntry, words: Words): readonly string[] {
  const effect = effectOf(change);
  if (effect === "none") return [];
  const { file, line } = change;
  const level = effect === "unclear" ? "notice" : "warning";
  return [
    command(level, { file, line, title: words.document.labels.accessChanges }, changeLine(change, words)),
  ];
}

/** One for all of them: GitHub shows ten notices of a step. */
function unreadLines({ unread }: Report, words: Words): readonly string[] {
  return noticeOf(unread.length === 0 ? null : sumUpUnread(unread, words));
}

function noticeOf(line: string | null): readonly string[] {
  return line === null ? [] : [command("notice", { title: "keyvault-network" }, line)];
}

function errorLine({ file, line, character, message }: ErrorEntry): string {
  return command("error", { file, line, col: character, title: "keyvault-network" }, message);
}

function command(
  name: string,
  properties: Readonly<Record<string, string | number>>,
  message: string,
): string {
  const written = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`);
  return `::${name} ${written.join(",")}::${escapeData(message)}`;
}

function escapeProperty(value: string | number): string {
  return escapeData(String(value)).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

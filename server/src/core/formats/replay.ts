import type { ReplayedFate } from "../words/document-words.ts";
import type { Words } from "../words/words.ts";
import { grouped } from "../logic/grouped.ts";
import { cell, heading, link, mark, table } from "./markdown-text.ts";
import type { ReplayedEntry, Report } from "./report.ts";
import type { Paint } from "./printing.ts";
import { differingVaultIn } from "./diff-lines.ts";
import { suggestionLines } from "./suggestions.ts";

/** Whether a caller that succeeded would be denied. */
export function cutsOff({ replayed }: Pick<Report, "replayed">): boolean {
  return replayed.some(isCutOff);
}

/** The same of some callers; if there is a base, that does not deny them as well. */
function isCutOff({ result, verdict, before }: ReplayedEntry): boolean {
  return result !== "failed" && verdict === "denied" && before !== "denied";
}

const fates = ["cutOff", "denied", "depends", "allowed", "failed"] as const;

function fateOf(entry: ReplayedEntry): ReplayedFate {
  if (entry.result === "failed") return "failed";
  return isCutOff(entry) ? "cutOff" : entry.verdict === "partial" ? "depends" : entry.verdict;
}

interface Group {
  readonly fate: ReplayedFate;
  readonly vault: string;
  readonly says: string;
  readonly entries: readonly ReplayedEntry[];
}

/** The callers of each vault by what becomes of them, those first that lose access. */
function groupsOf({ replayed }: Report, { document }: Words): readonly Group[] {
  const groups = grouped(replayed, (each) => [
    JSON.stringify([each.root, each.vault, each.environment, fateOf(each)]),
  ]);
  return [...groups.values()]
    .map((entries) => {
      const [fate, vault] = [fateOf(entries[0]), differingVaultIn(entries[0])];
      const callers = entries.reduce((sum, each) => sum + each.callers, 0);
      const requests = entries.reduce((sum, each) => sum + each.requests, 0);
      const says = document.sentences.replayed({ callers, requests, days: daysOf(entries), fate });
      return { fate, vault, says, entries };
    })
    .sort((a, b) => fates.indexOf(a.fate) - fates.indexOf(b.fate));
}

function daysOf(entries: readonly ReplayedEntry[]): number | null {
  const days = entries
    .flatMap(({ first, last }) => [first, last])
    .flatMap((time) => (time === null ? [] : [Math.floor(Date.parse(time) / 86_400_000)]))
    .sort((a, b) => a - b);
  return days.length === 0 ? null : (days.at(-1) ?? 0) - (days[0] ?? 0) + 1;
}

/** More callers of a vault are in the JSON. */
const mostCallers = 20;

/** The callers that lose access, those that may, and how many others there are. */
export function replayLines(report: Report, words: Words, paint: Paint): readonly string[] {
  const { sentences } = words.document;
  const { bad, unsure, good, faint, strong } = paint;
  const paintOf = { cutOff: bad, denied: bad, depends: unsure, allowed: good, failed: faint };
  const lines = groupsOf(report, words).flatMap(({ fate, vault, says, entries }) => {
    const shown = fate === "allowed" || fate === "failed" ? [] : entries.slice(0, mostCallers);
    const more = shown.length === 0 ? 0 : entries.length - shown.length;
    return [
      `${strong(vault)}: ${paintOf[fate](says)}${shown.length > 0 ? ":" : "."}`,
      ...shown.map(
        (each) => `  ${callerOf(each)}: ${sayReplayed(each, words)}  ${faint(`${each.file}:${each.line}`)}`,
      ),
      ...(more > 0 ? [`  ${sentences.more(more)}`] : []),
    ];
  });
  return [...lines, ...logLines(report, words), ...suggestionLines(report, words)];
}

function logLines({ log }: Report, { document: { sentences } }: Words): readonly string[] {
  if (!log) return [];
  const { notDeclared } = log;
  return [...(notDeclared.length > 0 ? [sentences.notDeclared(notDeclared)] : []), sentences.logged(log)];
}

function callerOf({ from, name, tag }: ReplayedEntry): string {
  return name === null && tag === null ? from : `${from} (${name ?? tag})`;
}

function sayReplayed({ requests, last, verdict, reason }: ReplayedEntry, { document }: Words): string {
  const why = document.reasons[reason];
  const says = document.sentences.requests(requests, last?.slice(0, 10) ?? null);
  return `${says}, ${document.answers[verdict]}${why === "" ? "" : ` (${why})`}`;
}

/** The same as tables. */
export function replayTables(report: Report, words: Words): readonly string[] {
  const { labels } = words.document;
  const head = [labels.from, labels.vault, labels.access, labels.where];
  const tables = groupsOf(report, words).flatMap(({ vault, says, entries }) => {
    const rows = entries.map((each) => {
      const access = `${mark(each.verdict)}${cell(sayReplayed(each, words))}`;
      return [cell(callerOf(each)), cell(vault), access, link(each)];
    });
    return [heading(2, cell(`${vault}: ${says}`)), table(head, rows)];
  });
  const suggested = suggestionLines(report, words).join("\n").replaceAll("`", "\\u0060");
  return [
    ...[...tables, ...logLines(report, words).map(cell)],
    ...(suggested === "" ? [] : [`\`\`\`text\n${suggested}\n\`\`\``]),
  ];
}

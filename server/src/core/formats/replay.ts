import type { LogCounts, ReplayedFate } from "../words/document-words.ts";
import type { Words } from "../words/words.ts";
import { grouped } from "../logic/grouped.ts";
import { cell, heading, link, mark, table } from "./markdown-text.ts";
import type { ReplayedEntry, Report } from "./report.ts";
import type { Paint } from "./terminal.ts";
import { differingVaultIn } from "./diff-lines.ts";

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
function groupsOf({ replayed }: Pick<Report, "replayed">, { document }: Words): readonly Group[] {
  const byVault = [
    ...grouped(replayed, ({ root, vault, environment }) => [
      JSON.stringify([root, vault, environment]),
    ]).values(),
  ];
  const groups = byVault.flatMap((all) =>
    [...grouped(all, (each) => [fateOf(each)])].map(([fate, entries]) => {
      const sum = (of: "callers" | "requests"): number =>
        entries.reduce((total, each) => total + each[of], 0);
      const vault = differingVaultIn(entries[0]);
      const said = { callers: sum("callers"), requests: sum("requests"), days: daysOf(entries), fate };
      return { fate, vault, entries, says: document.sentences.replayed(said) };
    }),
  );
  return groups.sort((a, b) => fates.indexOf(a.fate) - fates.indexOf(b.fate));
}

function daysOf(entries: readonly ReplayedEntry[]): number | null {
  const times = entries
    .flatMap(({ first, last }) => [first, last])
    .flatMap((time) => (time === null ? [] : [Date.parse(time)]));
  if (times.length === 0) return null;
  const [first, last] = [times.reduce((a, b) => Math.min(a, b)), times.reduce((a, b) => Math.max(a, b))];
  return Math.floor(last / day) - Math.floor(first / day) + 1;
}

const day = 86_400_000;

/** More callers of a vault are in the JSON. */
const mostCallers = 20;

/** The callers that lose access, those that may, and how many others there are. */
export function replayLines(report: Report, words: Words, paint: Paint): readonly string[] {
  const { sentences } = words.document;
  const paintOf = {
    cutOff: paint.bad,
    denied: paint.bad,
    depends: paint.unsure,
    allowed: paint.good,
    failed: paint.faint,
  };
  const lines = groupsOf(report, words).flatMap(({ fate, vault, says, entries }) => {
    const shown = fate === "allowed" || fate === "failed" ? [] : entries.slice(0, mostCallers);
    const more = shown.length === 0 ? 0 : entries.length - shown.length;
    return [
      `${paint.strong(vault)}: ${paintOf[fate](says)}${shown.length > 0 ? ":" : "."}`,
      ...shown.map(
        (each) =>
          `  ${callerOf(each)}: ${sayReplayed(each, words)}  ${paint.faint(`${each.file}:${each.line}`)}`,
      ),
      ...(more > 0 ? [`  ${sentences.more(more)}`] : []),
    ];
  });
  return [...lines, ...logLines(report, words)];
}

function logLines({ log }: Report, { document: { sentences } }: Words): readonly string[] {
  if (!log) return [];
  const { notDeclared } = log;
  return [
    ...(notDeclared.length > 0 ? [sentences.notDeclared(notDeclared)] : []),
    sentences.logged(log satisfies LogCounts),
  ];
}

function callerOf({ from, tag }: ReplayedEntry): string {
  return tag === null ? from : `${from} (${tag})`;
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
  return [
    ...groupsOf(report, words).flatMap(({ vault, says, entries }) => [
      heading(2, cell(`${vault}: ${says}`)),
      table(
        head,
        entries.map((each) => [
          cell(callerOf(each)),
          cell(vault),
          `${mark(each.verdict)}${cell(sayReplayed(each, words))}`,
          link(each),
        ]),
      ),
    ]),
    ...logLines(report, words).map(cell),
  ];
}

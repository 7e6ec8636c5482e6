import { grouped } from "../logic/grouped.ts";
import { checklistLines } from "./checklist.ts";
import { sumUpCheck } from "./check-summary.ts";
import type { Printing } from "./printing.ts";
import { countOf } from "./vault-labels.ts";
import type { ErrorEntry, FindingEntry, Report } from "./report.ts";
import type { DocumentSentences } from "../words/document-words.ts";
import type { Words } from "../words/words.ts";
import type { Paint } from "./terminal.ts";

export type TextPrinting = Pick<Printing, "contents" | "words" | "paint" | "isChecklist">;

/**
 * One line for each finding in the form that problem matchers read, and their count. For JSON that is not edited in place, one line
 * represents all files of a folder with findings of a rule.
 */
export function findingLines(report: Report, { words, paint, isChecklist }: TextPrinting): readonly string[] {
  const { findings } = report;
  const { sentences } = words.document;
  const shown = findings.filter((finding) => !finding.suppressed);
  const vaults = report.vaults.length === 0 ? [] : [sentences.vaults(countOf(report.vaults))];
  const counts = [sentences.findings(shown.length), ...vaults, ...sumUpCheck(report, words)];
  return [
    ...(isChecklist === true
      ? checklistLines(shown, paint)
      : groupsOf(shown).map((group) => groupLine(group, sentences, paint))),
    paint.strong(`${counts.join("; ")}.`),
  ];
}

/** One line for each file with errors: what its first one is, and how many more there are. */
export function errorLines(
  errors: readonly ErrorEntry[],
  { document: { sentences } }: Words,
  paint: Paint,
): readonly string[] {
  const byFile = grouped(errors, ({ file }) => [file]).values();
  return [...byFile].map(([{ file, line, character, message }, ...others]) => {
    const more = others.length === 0 ? "" : ` (${sentences.moreErrors(others.length)})`;
    return `${file}:${line}:${character}: ${paint.bad("error")}: ${message}${more}`;
  });
}

/** The findings that have a line in common, in the order of the first of each; a file without others keeps all its lines. */
function groupsOf(findings: readonly FindingEntry[]): readonly (readonly FindingEntry[])[] {
  const groups = new Map(grouped(findings, (each) => (each.frozen ? [groupKey(each)] : [])));
  for (const [key, group] of groups) if (new Set(group.map(({ file }) => file)).size < 2) groups.delete(key);
  return findings.flatMap((each): readonly (readonly FindingEntry[])[] => {
    const group = each.frozen ? groups.get(groupKey(each)) : undefined;
    if (!group) return [[each]];
    return group[0] === each ? [group] : [];
  });
}

function groupKey({ code, severity, file }: FindingEntry): string {
  return [code, severity, folderOf(file)].join(" ");
}

function folderOf(file: string): string {
  return file.includes("/") ? file.slice(0, file.lastIndexOf("/")) : ".";
}

function groupLine(
  [first, ...others]: readonly FindingEntry[],
  { moreFrozen }: DocumentSentences,
  paint: Paint,
): string {
  if (!first) return "";
  const { file, line, character, severity, code, message } = first;
  const word =
    severity === "error" ? paint.bad(severity) : severity === "warning" ? paint.unsure(severity) : severity;
  const more = others.length === 0 ? "" : ` ${moreFrozen(others.length, code, folderOf(file))}`;
  return `${file}:${line}:${character}: ${word} ${code}: ${message}${more}`;
}

import { grouped } from "../logic/grouped.ts";
import { withoutRepeats } from "../rules/engine/access-tests.ts";
import { visible } from "../text/visible.ts";
import type { DocumentSentences } from "../words/document-words.ts";
import type { Words } from "../words/words.ts";
import { cell, heading, link } from "./markdown-text.ts";
import { countBySeverity, fromLeast, namesOf, type Paint, type Printing, sumUpCheck } from "./printing.ts";
import type { ErrorEntry, FindingEntry, Report } from "./report.ts";
import { countOf } from "./vault-labels.ts";

export type TextPrinting = Pick<
  Printing,
  "contents" | "words" | "paint" | "isChecklist" | "details" | "lineAt"
>;

/**
 * For each finding a line in the form that problem matchers read, the line of its file on a terminal, and its first fix. For JSON that is
 * not edited in place, one line represents all files of a folder with findings of a rule.
 */
export function findingLines({ findings }: Report, printing: TextPrinting): readonly string[] {
  const { words, paint, isChecklist } = printing;
  const shown = findings.filter((finding) => !finding.suppressed);
  if (isChecklist === true) return checklistLines(shown, paint);
  const placeOf = ({ file, line, character }: FindingEntry): string => `${file}:${line}:${character}`;
  return groupsOf(byVault(withoutRepeats(shown, placeOf))).flatMap((group) => [
    groupLine(group, words.document.sentences, paint),
    ...(group.length === 1 ? detailLines(group[0], printing) : []),
  ]);
}

/** By vault, those of the vault with the gravest one first, and the gravest of a vault first. */
function byVault(findings: readonly FindingEntry[]): readonly FindingEntry[] {
  const rank = (each: FindingEntry | undefined): number => -fromLeast.indexOf(each?.severity ?? "hint");
  const vaults = grouped(findings, ({ instances: [first], vault, file }) => [
    first && vault !== null ? JSON.stringify([first.root, first.module, first.vault]) : file,
  ]);
  const ofEach = [...vaults.values()].map((found) => found.toSorted((a, b) => rank(a) - rank(b)));
  return ofEach.sort(([a], [b]) => rank(a) - rank(b)).flat();
}

/** Which calls have what is found in their module: "6 callers: main.bicep, …". */
function callersOf({ instances }: FindingEntry, { lens, document }: Words): string | null {
  const calls = instances.flatMap(({ root, module }) => (module === null ? [] : [`${root} (${module})`]));
  const count = new Set(calls).size;
  return count < 2 ? null : lens.callers(count, namesOf(calls, document.sentences.more));
}

/** The last line of a check: "3 warnings, 1 info; 2 fixable; 2 vaults; 1 suppressed (main.bicep)." */
export function countLine(report: Report, words: Words): string {
  const { sentences } = words.document;
  const shown = report.findings.filter((finding) => !finding.suppressed);
  const fixable = shown.filter(({ fixes }) => fixes.length > 0).length;
  const counts = [
    shown.length === 0 ? sentences.findings(0) : countBySeverity(shown, words).join(", "),
    ...(fixable > 0 ? [sentences.fixable(fixable)] : []),
    ...(report.vaults.length === 0 ? [] : [sentences.vaults(countOf(report.vaults))]),
    ...sumUpCheck(report, words),
  ];
  return `${counts.join("; ")}.`;
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

/** What belongs to a finding, indented: where it is, and how it can be fixed. */
function detailLines(
  finding: FindingEntry | undefined,
  { words, paint, lineAt }: TextPrinting,
): readonly string[] {
  if (!finding) return [];
  const [fix] = finding.fixes;
  const callers = callersOf(finding, words);
  return [
    ...frameOf(finding, lineAt?.(finding.file, finding.line) ?? null, paint),
    ...(callers === null ? [] : [`  ${callers}`]),
    ...(fix === undefined ? [] : [`  ${paint.good(words.document.rows.fix)}: ${fix}`]),
  ];
}

/** A line of a file with marks below what a finding is about; nothing of one that is too long to be read. */
function frameOf(
  { line, character, endLine, endCharacter }: FindingEntry,
  text: string | null,
  paint: Paint,
): readonly string[] {
  if (text === null || text.trim() === "" || text.length > widestFrame) return [];
  const margin = String(line);
  const shown = (part: string): string => visible(part.replaceAll("\t", " "));
  const before = shown(text.slice(0, character - 1));
  const marked = shown(text.slice(character - 1, endLine === line ? endCharacter - 1 : undefined));
  return [
    `  ${paint.faint(`${margin} |`)} ${shown(text)}`,
    `  ${paint.faint(`${" ".repeat(margin.length)} |`)} ${" ".repeat(before.length)}${paint.unsure("^".repeat(Math.max(1, marked.length)))}`,
  ];
}

const widestFrame = 160;

/** What to change, file by file, with the fix of each place. */
function checklistLines(findings: readonly FindingEntry[], paint: Paint): readonly string[] {
  return byFile(findings).flatMap(([first, ...others]) => [
    paint.strong(first.file),
    ...[first, ...others].flatMap(({ line, character, message, fixes }) => {
      const place = `  ${line}:${character}`.padEnd(11);
      return [
        `${place}${message}`,
        ...fixes.slice(0, 1).map((fix) => `${" ".repeat(11)}${paint.faint(fix)}`),
      ];
    }),
  ]);
}

/** The same as a list of tasks under the name of each file, for an issue. */
export function checklistSections(findings: readonly FindingEntry[], words: Words): readonly string[] {
  return byFile(findings).flatMap((found) => [
    heading(2, cell(found[0].file)),
    found
      .map((each) => {
        const fixes = each.fixes.slice(0, 1).map((fix) => ` ${words.document.labels.fix}: ${cell(fix)}.`);
        return `- [ ] ${link(each)}: ${cell(each.message)}${fixes.join("")}`;
      })
      .join("\n"),
  ]);
}

function byFile(findings: readonly FindingEntry[]): readonly (readonly [FindingEntry, ...FindingEntry[]])[] {
  const shown = findings.filter(({ suppressed }) => !suppressed);
  return [...grouped(shown, ({ file }) => [file]).values()];
}

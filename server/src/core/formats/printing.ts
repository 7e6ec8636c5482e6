import { grouped } from "../logic/grouped.ts";
import { findRule } from "../rules/index.ts";
import type { Rule, Severity } from "../rules/rule.ts";
import type { DocumentId } from "../text/document.ts";
import type { Words } from "../words/words.ts";
import type { Analysis } from "../workspace/analyzer.ts";
import type { Command } from "./commands.ts";
import type { Places } from "./entries.ts";
import type { ErrorEntry, FindingEntry, Report, UnreadEntry } from "./report.ts";

/** What a printed report depends on besides the report. */
export interface Printing {
  /** What is printed of it, by the commands that find it, in this order. Where a format has one table, it is that of the first. */
  readonly contents: readonly [Command, ...Command[]];
  /** The language of sentences and headings. */
  readonly words: Words;
  /** The files of parameter values, as given. */
  readonly parameters: readonly string[];
  readonly paint: Paint;
  /** Where the host shows a fix of an explanation; null if it does not. Left out on the command line. */
  readonly linkOfFix?: (title: string) => string | null;
  /** Whether findings are listed as tasks, by file. Left out in the editor. */
  readonly isChecklist?: boolean;
  /** Whether all of each vault is printed, instead of a row. Left out in the editor. */
  readonly details?: boolean;
  /** A line of a file, for the reader of a terminal; left out elsewhere. */
  readonly lineAt?: (file: string, line: number) => string | null;
  /** Something that could change the answer was not evaluated. */
  readonly failed: boolean;
  /** What else the command could not do, a sentence each. Left out in the editor. */
  readonly complaints?: readonly string[];
}

/** "41 modules and 3 states were not read (38 not downloaded, 3 not found, 3 kept elsewhere); 20 of them probably contain key vaults." */
export function sumUpUnread(unread: readonly UnreadEntry[], words: Words): string {
  return words.unread.sum({
    kinds: countBy(unread, ({ kind }) => kind),
    reasons: countBy(unread, ({ reason }) => reason),
    likely: unread.filter(({ vault }) => vault === "likely").length,
  });
}

function countBy<Word>(
  entries: readonly UnreadEntry[],
  wordOf: (entry: UnreadEntry) => Word,
): readonly (readonly [word: Word, count: number])[] {
  const counts = new Map<Word, number>();
  for (const entry of entries) counts.set(wordOf(entry), (counts.get(wordOf(entry)) ?? 0) + 1);
  return [...counts];
}

/** An error where a format has one line for it. */
export function errorLine({ file, line, character, message }: ErrorEntry): string {
  return `${file}:${line}:${character}: ${message}`;
}

/**
 * What a check says beside its findings, so that nothing is left out unseen: "1 suppressed (main.bicep)", "KV101 off (.keyvault-access.jsonc)",
 * "values from 1 file (main.dev.bicepparam)".
 */
export function sumUpCheck(
  report: Pick<Report, "findings" | "turnedOff" | "lowered" | "valuesFrom" | "undecided">,
  { document: { sentences, severities } }: Words,
): readonly string[] {
  const { findings, turnedOff, lowered, valuesFrom, undecided } = report;
  const firstOf = (texts: readonly string[]): string => namesOf(texts, sentences.more);
  const muted = findings.filter(({ mark }) => mark === "muted");
  const suppressed = findings.flatMap((each) => each.suppressed ?? []);
  const vaults = new Set(undecided.map(({ file, line, vault }) => JSON.stringify([file, line, vault])));
  const names = new Map<string, string>(Object.entries(severities));
  return [
    ...(suppressed.length === 0
      ? []
      : [`${sentences.suppressed(suppressed.length)} (${firstOf(suppressed.map(({ file }) => file))})`]),
    ...(muted.length === 0
      ? []
      : [`${sentences.muted(muted.length)} (${firstOf(muted.map(({ file }) => file))})`]),
    ...turnedOff.map(({ file, rules }) => `${sentences.turnedOff(firstOf(rules))} (${file})`),
    ...lowered.map(({ file, rules, to }) => `${firstOf(rules)}: ${names.get(to) ?? to} (${file})`),
    ...(valuesFrom.length === 0
      ? []
      : [`${sentences.valuesFrom(valuesFrom.length)} (${firstOf(valuesFrom)})`]),
    ...(vaults.size === 0
      ? []
      : [`${sentences.undecided(vaults.size)} (${firstOf(undecided.flatMap((each) => each.dependsOn))})`]),
  ];
}

/** The first of some texts, and how many more there are. */
export function namesOf(texts: readonly string[], more: (count: number) => string): string {
  const distinct = [...new Set(texts)];
  const others = distinct.length - mostNamed;
  return `${distinct.slice(0, mostNamed).join(", ")}${others > 0 ? ` ${more(others)}` : ""}`;
}

/** What an access file says of rules. */
interface RuleSettings {
  readonly document: DocumentId;
  readonly rules: readonly {
    readonly rule: { readonly value: string };
    readonly severity: Severity | "off";
  }[];
  readonly limits: { readonly widestIpPrefix: number | null };
}

/** What access files say of rules, and files of values of parameters, as reports name them. */
export function settingsIn(
  accessFiles: readonly RuleSettings[],
  analyses: readonly Pick<Analysis, "inputs">[],
  places: Places,
): Pick<Report, "turnedOff" | "lowered" | "valuesFrom"> {
  const said = [...new Set(accessFiles)].flatMap(({ document, rules, limits }) => {
    const set = rules.map(({ rule, severity }) => ({ rule: findRule(rule.value), severity }));
    const width = limits.widestIpPrefix ?? usualWidth;
    const words = [
      ...set.flatMap(({ rule, severity }) =>
        rule && isLower(severity, rule) ? [{ code: rule.code, to: severity }] : [],
      ),
      ...(width < usualWidth ? [{ code: "KV103", to: `/${width}` }] : []),
    ];
    return [...grouped(words, ({ to }) => [to])].map(([to, of]) => ({
      file: places.print(document),
      rules: [...new Set(of.map(({ code }) => code))].sort(),
      to,
    }));
  });
  const values = analyses.flatMap(({ inputs }) => [
    ...(inputs?.parameters ?? []),
    ...[...(inputs?.set.values() ?? [])].map(({ origin }) => origin.span.document),
  ]);
  return {
    turnedOff: said.filter(({ to }) => to === "off").map(({ file, rules }) => ({ file, rules })),
    lowered: said.filter(({ to }) => to !== "off"),
    valuesFrom: [...new Set(values)].map((id) => places.print(id)).sort(),
  };
}

/** Whether findings of a rule may be less than without the setting: some are graver than is usual for their rule. */
function isLower(severity: Severity | "off", { severity: usual, onByDefault }: Rule): boolean {
  if (severity === "off") return true;
  const [set, before] = [fromLeast.indexOf(severity), fromLeast.indexOf(usual)];
  return onByDefault !== false && set <= before && (set < before || set < counted);
}

export const fromLeast: readonly Severity[] = ["hint", "info", "warning", "error"];
const counted = fromLeast.indexOf("warning");
const usualWidth = 24;

/** What a check says beside its findings in one line, for formats that have no line of their own for it; null where there is nothing to say. */
export function lineOfCheck(report: Report, words: Words): string | null {
  const said = sumUpCheck(report, words);
  return said.length === 0 ? null : `${said.join("; ")}.`;
}

/** "3 warnings, 1 info": how many findings of each severity there are, worst first. */
export function countBySeverity(
  findings: readonly Pick<FindingEntry, "severity">[],
  { document: { sentences } }: Words,
): readonly string[] {
  return fromLeast.toReversed().flatMap((severity) => {
    const count = findings.filter((each) => each.severity === severity).length;
    return count > 0 ? [sentences.ofSeverity(count, severity)] : [];
  });
}

const mostNamed = 3;

/** Paints words for terminals; the plain one leaves them as they are. */
export interface Paint {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly unsure: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
}

/** Colours of the terminal's own palette. */
export function paint(color: boolean): Paint {
  const code = (open: number, close: number) => (text: string) =>
    color ? `\u001b[${open}m${text}\u001b[${close}m` : text;
  return {
    good: code(32, 39),
    bad: code(31, 39),
    unsure: code(33, 39),
    strong: code(1, 22),
    faint: code(2, 22),
  };
}

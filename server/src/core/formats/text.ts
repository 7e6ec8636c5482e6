import { countLine, errorLines, findingLines, type TextPrinting } from "./text-findings.ts";
import { explanationLines, simulationLines } from "./text-explanation.ts";
import {
  differingVault,
  vaultTitle,
  countOf,
  foldVaults,
  type Lookup,
  lookupsOf,
  byEnvironments,
  type InEnvironments,
} from "./vault-labels.ts";
import { isLeftOut } from "./unread-entries.ts";
import {
  asDeployed,
  sayBypass,
  sayCallers,
  sayChange,
  sayExistence,
  sayLookups,
  sayNoVaults,
  sayWhen,
} from "./words.ts";
import { sayEndpoints, sayPerimeter, sayRules, sayWord } from "../report/say-setting.ts";
import { replayLines } from "./replay.ts";
import type { Report, RuleEntry, TestEntry, UnreadEntry, VaultEntry } from "./report.ts";
import type { Exposure } from "../access/codes.ts";
import type { RowLabel } from "../words/document-words.ts";
import type { Words } from "../words/words.ts";
import type { Command } from "./commands.ts";
import { type Paint, paint as paintIn, sumUpUnread } from "./printing.ts";
import { sayAddresses, sayNotCompared, sayReview, shownChanges } from "./diff-lines.ts";
import { environmentTable } from "./environment-table.ts";

const plain = paintIn(false);

/** The report for people: findings in the form that problem matchers read, a row or block for each vault, a block for each verdict. */
export function printText(report: Report, printing: TextPrinting): string {
  const { contents, words, paint } = printing;
  const lines = [
    ...contents.flatMap((each) => linesOf(report, each, printing)),
    ...unreadLines(report, printing),
    ...report.skipped.map(({ file, reason }) =>
      paint.faint(`${file}: ${words.document.sentences.skipped(reason)}`),
    ),
    ...errorLines(report.errors, words, paint),
    ...(contents.includes("check") ? [paint.strong(countLine(report, words))] : []),
  ];
  return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
}

function linesOf(report: Report, content: Command, printing: TextPrinting): readonly string[] {
  const { words, paint } = printing;
  switch (content) {
    case "check":
      return findingLines(report, printing);
    case "vaults":
      return report.vaults.length === 0
        ? [sayNoVaults(report, words)]
        : [
            ...(printing.details === true
              ? foldedVaultLines(report.vaults, words, paint)
              : vaultTable(report.vaults, words, paint)),
            ...environmentLines(report, words, paint),
            paint.strong(`${words.document.sentences.vaults(countOf(report.vaults))}.`),
          ];
    case "simulate":
      return report.verdicts.length === 0
        ? [sayNoVaults(report, words)]
        : simulationLines(report.verdicts, words, paint);
    case "test":
      return testLines(report.tests, words, paint);
    case "explain-403":
      return report.explanation ? explanationLines(report.explanation, words, paint) : [];
    case "diff":
      return diffLines(report, words, paint);
    case "replay":
      return replayLines(report, words, paint);
    case "rules":
      return ruleLines(report.rules, words, paint);
  }
}

/** What findings do not report: each skipped environment, unread parts that are likely about vaults if no findings are printed, and one line for the rest. */
function unreadLines({ unread }: Report, { contents, paint, words }: TextPrinting): readonly string[] {
  const { rows, sentences } = words.document;
  const environments = unread.filter(isLeftOut);
  const parts = unread.filter((each) => !isLeftOut(each));
  const likely = parts.filter(({ vault }) => vault === "likely" && !contents.includes("check"));
  const sum =
    parts.length === 0
      ? []
      : [`${paint.unsure(rows.note)}: ${sumUpUnread(parts, words)} ${sentences.listedInJson}`];
  return [...[...environments, ...likely].map((each) => printUnread(each, paint, words)), ...sum];
}

function printUnread(unread: UnreadEntry, paint: Paint, words: Words): string {
  const { file, line, character } = unread;
  return `${file}:${line}:${character}: ${paint.unsure(words.document.rows.note)}: ${words.unread.line(unread)}`;
}

function foldedVaultLines(vaults: readonly VaultEntry[], words: Words, paint: Paint): readonly string[] {
  const { entries, referencesTo } = foldVaults(vaults);
  return byEnvironments(entries).flatMap((each) =>
    vaultLines(each, lookupsOf(each, referencesTo), words, paint),
  );
}

/** A row for each vault and the environments in which it reads the same. */
function vaultTable(vaults: readonly VaultEntry[], words: Words, paint: Paint): readonly string[] {
  const { labels, answers } = words.document;
  const listed = byEnvironments(foldVaults(vaults).entries);
  const hasEnvironments = listed.some(({ environments }) => environments.length > 0);
  const count = (some: number, isOpen: boolean): string => (isOpen ? `${some}+` : String(some));
  const head = [
    ...[labels.vault, labels.where, ...(hasEnvironments ? [labels.environments] : [])],
    ...[labels.exposure, labels.trustedServices, labels.ipRules, labels.subnetRules],
    ...[labels.privateEndpoints, labels.callers],
  ];
  const rows = listed.map(({ entry: vault, environments }) => [
    [vaultTitle(vault), ...sayExistence(vault, words)].join(", "),
    `${vault.file}:${vault.line}${vault.module === null ? "" : ` (${vault.module})`}${stateOf(vault)}`,
    ...(hasEnvironments ? [environments.join(", ")] : []),
    `${exposureLine(vault, words, plain)}${asDeployed(vault, words)}`,
    answers[vault.trustedServices],
    count(vault.ipRules.length, vault.ipRulesOpen),
    count(vault.subnetRules.length, vault.subnetRulesOpen),
    count(vault.privateEndpoints, vault.privateEndpointsOpen),
    String(new Set(vault.callers.map(({ from }) => from)).size),
  ]);
  const [first = [], ...others] = aligned([head, ...rows]);
  const lines = others.map((row, index) => {
    const { exposure } = listed[index]?.entry ?? { exposure: "depends" };
    const paints = new Map([
      [0, paint.strong],
      [head.indexOf(labels.exposure), paintOf(exposure, paint)],
    ]);
    return row.map((text, column) => paints.get(column)?.(text) ?? text).join("  ");
  });
  return [paint.strong(first.join("  ")), ...lines].map((line) => line.trimEnd());
}

/** Rows whose cells are as wide as the widest of their column. */
function aligned(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const [head = []] = rows;
  const widths = head.map((_, column) => longest(rows.map((row) => row[column] ?? "")));
  return rows.map((row) => row.map((text, column) => text.padEnd(widths[column] ?? 0)));
}

function vaultLines(
  { entry: vault, environments }: InEnvironments<VaultEntry>,
  lookups: readonly Lookup[],
  words: Words,
  paint: Paint,
): readonly string[] {
  const { rows } = words.document;
  const where = `${vault.file}:${vault.line}${vault.module === null ? "" : ` (${vault.module})`}${stateOf(vault)}`;
  const says = [where, ...sayExistence(vault, words)].join(", ");
  const column = longest(Object.values(rows)) + 1;
  const row = (label: RowLabel, value: string): string => `  ${rows[label].padEnd(column)}${value}`;
  return [
    `${paint.strong(vaultTitle(vault))}  ${paint.faint(says)}`,
    ...(environments.length > 0 ? [row("environments", environments.join(", "))] : []),
    row("exposure", exposureLine(vault, words, paint)),
    ...vault.cases.map((each) => `    ${sayWhen(each.when)}: ${exposureWord(each.exposure, words, paint)}`),
    row("publicAccess", sayWord(vault.publicNetworkAccess, words)),
    row("defaultAction", sayWord(vault.defaultAction, words)),
    row("bypass", sayBypass(vault, words)),
    row("ipRules", sayRules(vault.ipRules, vault.ipRulesOpen, words)),
    row("subnetRules", sayRules(vault.subnetRules, vault.subnetRulesOpen, words)),
    row("privateEndpoints", sayEndpoints(vault, words)),
    ...vault.perimeters.map((each) => row("perimeter", sayPerimeter(each, words))),
    ...vault.notes.map((note) => row("note", words.note(note))),
    ...sayLookups(lookups, words).map((lookup) => row("referencedBy", lookup)),
    ...sayCallers(vault.callers, words).map((caller) => row("calledBy", caller)),
    "",
  ];
}

/** Whether this is what there is or will be, rather than what a template says. */
function stateOf({ state }: VaultEntry): string {
  return state === null ? "" : `, ${state}`;
}

function exposureLine({ exposure, dependsOn }: VaultEntry, words: Words, paint: Paint): string {
  const word = exposureWord(exposure, words, paint);
  if (dependsOn.length === 0) return word;
  const depends = words.document.sentences.dependsOn(dependsOn);
  return exposure === "depends" ? paint.unsure(depends) : `${word} (${depends})`;
}

function exposureWord(exposure: Exposure, { document: { exposures } }: Words, paint: Paint): string {
  return paintOf(exposure, paint)(exposures[exposure]);
}

function paintOf(exposure: Exposure, paint: Paint): (text: string) => string {
  if (exposure === "public") return paint.bad;
  return exposure === "depends" ? paint.unsure : paint.good;
}

function ruleLines(
  rules: readonly RuleEntry[],
  { document: { severities, rows } }: Words,
  paint: Paint,
): readonly string[] {
  const column = longest(Object.values(severities));
  const names = longest(rules.map(({ name }) => name));
  return rules.map(
    ({ code, name, severity, summary, fixable }) =>
      `${paint.strong(code)}  ${severities[severity].padEnd(column)}  ${name.padEnd(names)}  ${summary}${fixable ? `  (${rows.fix})` : ""}`,
  );
}

function longest(texts: readonly string[]): number {
  return Math.max(...texts.map(({ length }) => length));
}

/** A line for each property and each verdict that differs. */
function diffLines(
  report: Pick<Report, "changes" | "drift" | "notCompared" | "proof">,
  words: Words,
  paint: Paint,
): readonly string[] {
  const { answers } = words.document;
  const { drift, notCompared = [], proof } = report;
  const changes = shownChanges(report);
  const leftOut = sayNotCompared(notCompared, words);
  const review = sayReview(report, words, paint.strong);
  if (changes.length + drift.length === 0) return [review, ...leftOut];
  const line = (
    what: string,
    says: string,
    { environment, file, line: at }: Pick<Report["drift"][number], "environment" | "file" | "line">,
  ): string => {
    const where = words.inEnvironments(what, environment === null ? [] : [environment]);
    return `${where}: ${says}  ${paint.faint(`${file}:${at}`)}`;
  };
  return [
    ...drift.map((each) => line(paint.strong(differingVault(each)), each.message, each)),
    ...changes.map((each) => {
      const verdicts = sayChange(each, words, (verdict) => answers[verdict]).join(" → ");
      const says = `${verdicts}${sayAddresses(each, words)}`;
      return line(`${each.from} → ${paint.strong(differingVault(each))}`, says, each);
    }),
    ...leftOut,
    ...(proof ? [review] : []),
  ];
}

/** A table of vaults and environments; nothing unless it was requested. */
function environmentLines(
  report: Pick<Report, "environments" | "vaults">,
  words: Words,
  paint: Paint,
): readonly string[] {
  if (!report.environments) return [];
  const { labels, exposures } = words.document;
  const { environments: names, rows } = environmentTable(report.vaults);
  const head = [labels.vault, labels.template, ...names.map((name) => name ?? labels.defaults)];
  const cells = rows.map((row) => [
    row.vault,
    row.template,
    ...row.cells.map((each) => (each === null ? "" : exposures[each.exposure] + asDeployed(each, words))),
  ]);
  const [first = "", ...lines] = aligned([head, ...cells]).map((row) => row.join("  ").trimEnd());
  return [paint.strong(first), ...lines];
}

/** A line for each test that has not passed, in the form that problem matchers read, and how many there are. */
function testLines(tests: readonly TestEntry[], { document, note }: Words, paint: Paint): readonly string[] {
  const { sentences, testOutcomes } = document;
  if (tests.length === 0) return [sentences.noTests];
  const outcomes = ["failed", "skipped", "passed"] as const;
  const counts = outcomes.flatMap((outcome) => {
    const count = tests.filter((each) => each.outcome === outcome).length;
    return count > 0 ? [`${count} ${testOutcomes[outcome]}`] : [];
  });
  const lines = tests.flatMap((test) => [
    ...(test.outcome === "passed" ? [] : [testLine(test, testOutcomes.skipped, paint)]),
    ...test.notes.map((each) => `${placeOf(test)} ${document.rows.note}: ${test.name}: ${note(each)}`),
  ]);
  return [...lines, paint.strong(`${counts.join(", ")}.`)];
}

function placeOf({ file, line, character }: TestEntry): string {
  return `${file}:${line}:${character}:`;
}

function testLine(test: TestEntry, skipped: string, paint: Paint): string {
  const { outcome, severity, rule, name, message } = test;
  const place = placeOf(test);
  if (outcome === "skipped") return `${place} ${paint.unsure(skipped)}: ${name}: ${message ?? ""}`;
  const word = severity === "error" ? paint.bad(severity) : paint.unsure(severity);
  return `${place} ${word} ${rule ?? ""}: ${message ?? ""}`;
}

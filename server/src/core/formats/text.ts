import { environmentLines } from "./text-environments.ts";
import type { InEnvironments } from "./by-environments.ts";
import { byEnvironments } from "./by-environments.ts";
import { diffLines } from "./text-diff.ts";
import { errorLines, findingLines } from "./text-findings.ts";
import { explanationLines } from "./text-explanation.ts";
import { testLines } from "./text-tests.ts";
import { verdictLines } from "./text-verdicts.ts";
import { sumUpUnread } from "./unread-summary.ts";
import { sayBypass, sayExistence, sayName, sayNoVaults, sayRules, sayWhen, sayWord } from "./words.ts";
import type { Report, RuleEntry, UnreadEntry, VaultEntry } from "./report.ts";
import type { Words } from "../words/words.ts";
import type { Command } from "./commands.ts";
import type { Printing } from "./printing.ts";
import { withLabels } from "./vault-labels.ts";
import type { Paint } from "./terminal.ts";

/** The report for people: one line per finding in the form that problem matchers read, or one block per vault or verdict. */
export function printText(report: Report, printing: TextPrinting): string {
  const { contents, paint } = printing;
  const lines = [
    ...contents.flatMap((each) => linesOf(report, each, printing)),
    ...unreadLines(report, printing),
    ...report.skipped.map(({ file, reason }) => paint.faint(`${file}: skipped, ${reason}`)),
    ...errorLines(report.errors, paint),
  ];
  return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
}

type TextPrinting = Pick<Printing, "contents" | "words" | "paint">;

function linesOf(report: Report, content: Command, { words, paint }: TextPrinting): readonly string[] {
  switch (content) {
    case "check":
      return findingLines(report.findings, words, paint);
    case "vaults":
      return report.vaults.length === 0
        ? [sayNoVaults(report)]
        : [
            ...byEnvironments(report.vaults).flatMap((each) => vaultLines(each, words, paint)),
            ...environmentLines(report, words, paint),
          ];
    case "simulate":
      return report.verdicts.length === 0
        ? [sayNoVaults(report)]
        : byEnvironments(withLabels(report.verdicts)).flatMap((each) => verdictLines(each, words, paint));
    case "test":
      return testLines(report.tests, paint);
    case "explain-403":
      return report.explanation ? explanationLines(report.explanation, words, paint) : [];
    case "diff":
      return diffLines(report.changes, paint);
    case "rules":
      return report.rules.map((rule) => ruleLine(rule, paint));
  }
}

/** What no finding tells: environments by themselves, what is likely about vaults where no findings are printed, and one line for all the rest. */
function unreadLines({ unread }: Report, { contents, paint, words }: TextPrinting): readonly string[] {
  const environments = unread.filter(({ kind }) => kind === "environment");
  const parts = unread.filter(({ kind }) => kind !== "environment");
  const likely = parts.filter(({ vault }) => vault === "likely" && !contents.includes("check"));
  const sum =
    parts.length === 0
      ? []
      : [`${paint.unsure("note")}: ${sumUpUnread(parts, words)} --format json lists them.`];
  return [...[...environments, ...likely].map((each) => printUnread(each, paint, words)), ...sum];
}

function printUnread(unread: UnreadEntry, paint: Paint, words: Words): string {
  const { file, line, character } = unread;
  return `${file}:${line}:${character}: ${paint.unsure("note")}: ${words.unread.line(unread)}`;
}

function vaultLines(
  { entry: vault, environments }: InEnvironments<VaultEntry>,
  words: Words,
  paint: Paint,
): readonly string[] {
  const name = sayName(vault);
  const where = `${vault.file}:${vault.line}${vault.module === null ? "" : ` (${vault.module})`}${stateOf(vault)}`;
  const says = [where, ...sayExistence(vault, words)].join(", ");
  const depends = vault.dependsOn.length > 0 ? ` on ${vault.dependsOn.join(", ")}` : "";
  return [
    `${paint.strong(vault.symbol)}  ${name === vault.symbol ? "" : `${name}  `}${paint.faint(says)}`,
    ...(environments.length > 0 ? [`  environments     ${environments.join(", ")}`] : []),
    `  exposure         ${exposureWord(vault.exposure, paint)}${depends}`,
    ...vault.cases.map((each) => `    ${sayWhen(each.when)}: ${exposureWord(each.exposure, paint)}`),
    `  public access    ${sayWord(vault.publicNetworkAccess, words)}`,
    `  default action   ${sayWord(vault.defaultAction, words)}`,
    `  bypass           ${sayBypass(vault, words)}`,
    `  IP rules         ${sayRules(vault.ipRules, vault.ipRulesOpen, words)}`,
    `  subnet rules     ${sayRules(vault.subnetRules, vault.subnetRulesOpen, words)}`,
    `  private endpoints ${vault.privateEndpoints}`,
    ...vault.notes.map((note) => `  note             ${words.note(note)}`),
    "",
  ];
}

/** Whether this is what there is or will be, rather than what a template says. */
function stateOf({ state }: VaultEntry): string {
  return state === null ? "" : `, ${state}`;
}

function exposureWord(exposure: string, paint: Paint): string {
  if (exposure === "public") return paint.bad(exposure);
  return exposure === "depends" ? paint.unsure(exposure) : paint.good(exposure);
}

function ruleLine({ code, name, severity, summary, fixable }: RuleEntry, paint: Paint): string {
  return `${paint.strong(code)}  ${severity.padEnd(7)}  ${name.padEnd(30)}  ${summary}${fixable ? "  (fix)" : ""}`;
}

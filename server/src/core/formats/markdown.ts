import { titleOf } from "../access/vault-label.ts";
import { rulePage } from "../rules/page.ts";
import type { Words } from "../words/words.ts";
import { cell, heading, link, mark, strong, table } from "./markdown-text.ts";
import { matrixSection } from "./matrix.ts";
import { checklistSections } from "./text-findings.ts";
import { explanationSections } from "./markdown-explanation.ts";
import type { Command } from "./commands.ts";
import { countBySeverity, type Printing, sumUpCheck, sumUpUnread } from "./printing.ts";
import { vaultTitle, countOf, foldVaults, lookupsOf, byEnvironments } from "./vault-labels.ts";
import { asDeployed, sayChange, sayExistence, sayLookups } from "./words.ts";
import { sayEndpoints, sayPerimeter, sayRules, sayWord } from "../report/say-setting.ts";
import type { DriftEntry, FindingEntry, Report, TestEntry, VaultEntry } from "./report.ts";
import { replayTables } from "./replay.ts";
import { differingVaultIn, sayAddresses, sayNotCompared, sayReview, shownChanges } from "./diff-lines.ts";
import { environmentTable } from "./environment-table.ts";

/** The report as a document for pull requests, wikis and audits. Links are relative: `infra/main.bicep#L22`. */
export function printMarkdown(
  report: Report,
  printing: Pick<Printing, "contents" | "words" | "linkOfFix" | "isChecklist">,
): string {
  const { contents, words, linkOfFix } = printing;
  const sections = [
    heading(1, "Key Vault Network"),
    ...contents.flatMap((each) =>
      each === "explain-403"
        ? explanationSections(report, words, linkOfFix)
        : sectionsOf(report, each, printing),
    ),
    ...problemSections(report, words),
  ];
  return `${sections.join("\n\n")}\n`;
}

function sectionsOf(
  report: Report,
  content: Exclude<Command, "explain-403">,
  { words, isChecklist }: Pick<Printing, "words" | "isChecklist">,
): readonly string[] {
  switch (content) {
    case "check":
      return [
        summary(report, words),
        ...(isChecklist === true
          ? checklistSections(report.findings, words)
          : [...findingSections(report, words), ...vaultSection(report.vaults, words)]),
      ];
    case "vaults":
      return [
        `${words.document.sentences.vaults(countOf(report.vaults))}.`,
        ...vaultSection(report.vaults, words),
        ...environmentSection(report, words),
      ];
    case "simulate":
      return matrixSection(report.verdicts, words);
    case "test":
      return testSections(report, words);
    case "diff":
      return changeSections(report, words);
    case "replay":
      return replayTables(report, words);
    case "rules":
      return [ruleTable(report, words)];
  }
}

function summary(report: Report, words: Words): string {
  const { findings } = report;
  const { document } = words;
  const shown = findings.filter((finding) => !finding.suppressed);
  const counts = countBySeverity(shown, words);
  const told = `**${document.sentences.findings(shown.length)}**${counts.length > 0 ? `: ${counts.join(", ")}` : ""}`;
  return `${[told, ...sumUpCheck(report, words).map(cell)].join("; ")}.`;
}

function findingSections({ findings }: Report, words: Words): readonly string[] {
  const { labels } = words.document;
  const shown = findings.filter((finding) => !finding.suppressed);
  const suppressed = findings.filter((finding) => finding.suppressed);
  return [
    ...(shown.length > 0 ? [heading(2, labels.findings), findingTable(shown, words)] : []),
    ...(suppressed.length > 0 ? [heading(2, labels.suppressed), suppressionTable(suppressed, words)] : []),
  ];
}

function findingTable(findings: readonly FindingEntry[], words: Words): string {
  const { labels, severities: names } = words.document;
  return table(
    [labels.severity, labels.rule, labels.vault, labels.finding, labels.where],
    findings.map((each) => [
      names[each.severity],
      ruleLink(each, words),
      cell(titleOfFinding(each)),
      cell(each.message),
      link(each),
    ]),
  );
}

function suppressionTable(findings: readonly FindingEntry[], words: Words): string {
  const { labels } = words.document;
  return table(
    [labels.rule, labels.vault, labels.reason, labels.until, labels.where],
    findings.map((each) => [
      ruleLink(each, words),
      cell(titleOfFinding(each)),
      cell(each.suppressed?.reason ?? ""),
      each.suppressed?.until ?? "",
      link(each),
    ]),
  );
}

function ruleLink({ code, name }: { readonly code: string; readonly name: string }, words: Words): string {
  return `[${code}](${rulePage(code, words.language)}) ${name}`;
}

function vaultSection(vaults: readonly VaultEntry[], words: Words): readonly string[] {
  const { labels, answers, gates } = words.document;
  if (vaults.length === 0) return [];
  const hasEnvironments = vaults.some(({ environment }) => environment !== null);
  const hasPerimeters = vaults.some(({ perimeters }) => perimeters.length > 0);
  const { entries, referencesTo } = foldVaults(vaults);
  const rows = byEnvironments(entries).map(({ entry: vault, environments }) => [
    cell([vaultTitle(vault), ...sayExistence(vault, words)].join(", ")),
    ...(hasEnvironments ? [cell(environments.join(", "))] : []),
    `${mark(vault.exposure)}${sayExposure(vault, words)}${asDeployed(vault, words)}`,
    cell(sayWord(vault.publicNetworkAccess, words)),
    cell(sayWord(vault.defaultAction, words)),
    answers[vault.trustedServices],
    cell(sayRules(vault.ipRules, vault.ipRulesOpen, words)),
    cell(sayRules(vault.subnetRules, vault.subnetRulesOpen, words)),
    sayEndpoints(vault, words),
    ...(hasPerimeters ? [vault.perimeters.map((each) => cell(sayPerimeter(each, words))).join("<br>")] : []),
    [
      link(vault),
      ...sayLookups(
        lookupsOf({ entry: vault, environments }, referencesTo),
        words,
        (each) => `↳ ${link(each)}`,
      ),
    ].join("<br>"),
  ]);
  const head = [
    labels.vault,
    ...(hasEnvironments ? [labels.environments] : []),
    labels.exposure,
    labels.publicAccess,
    labels.defaultAction,
    labels.trustedServices,
    labels.ipRules,
    labels.subnetRules,
    labels.privateEndpoints,
    ...(hasPerimeters ? [gates.perimeter] : []),
    labels.where,
  ];
  return [heading(2, labels.vaults), table(head, rows)];
}

function titleOfFinding({ vault, vaultName }: FindingEntry): string {
  return vault === null ? "" : titleOf({ name: vaultName, symbol: vault });
}

function sayExposure(
  { exposure, dependsOn }: VaultEntry,
  { document: { exposures, sentences } }: Words,
): string {
  return dependsOn.length > 0 ? cell(sentences.dependsOn(dependsOn)) : exposures[exposure];
}

function ruleTable({ rules }: Report, words: Words): string {
  const { labels, severities: names } = words.document;
  return table(
    [labels.rule, labels.severity, labels.summary, labels.fix],
    rules.map((rule) => [
      ruleLink(rule, words),
      names[rule.severity],
      rule.summary,
      rule.fixable ? labels.yes : "",
    ]),
  );
}

/** What was not read or evaluated, with a heading of a level. */
export function problemSections(
  { errors, skipped, unread }: Report,
  words: Words,
  level = 2,
): readonly string[] {
  const { labels, sentences } = words.document;
  const problems = [
    ...unread
      .filter(({ vault }) => vault === "likely")
      .map((each) => `- ${link(each)}: ${cell(words.unread.line(each))}`),
    ...(unread.length > 0 ? [`- ${cell(sumUpUnread(unread, words))}`] : []),
    ...errors.map((error) => `- ${link(error)}: ${cell(error.message)}`),
    ...skipped.map(({ file, reason }) => `- ${cell(file)}: ${cell(sentences.skipped(reason))}`),
  ];
  return problems.length > 0 ? [heading(level, labels.notRead), problems.join("\n")] : [];
}

/** What a change does to who reaches what, and where vaults differ from a state, as tables for a pull request. */
function changeSections(report: Report, words: Words): readonly string[] {
  const { drift, notCompared = [], proof } = report;
  const changes = shownChanges(report);
  const review = sayReview(report, words, strong, cell);
  const { labels, verdicts, changeKinds, sentences } = words.document;
  const leftOut = sayNotCompared(notCompared.map(cell), words);
  if (changes.length + drift.length === 0) return [review, ...leftOut];
  const rows = changes.map((each) => {
    const [before, after] = sayChange(each, words, (word) => `${mark(word)}${verdicts[word]}`);
    const addresses = cell(sayAddresses(each, words));
    const caller = [changeKinds[each.kind], cell(each.from), cell(differingVaultIn(each))];
    return [...caller, before, `${after}${addresses && ` ${addresses}`}`, link(each)];
  });
  const head = [labels.change, labels.from, labels.vault, labels.before, labels.after, labels.where];
  return [
    ...(drift.length > 0 ? [heading(2, labels.differences), driftTable(drift, labels)] : []),
    heading(2, labels.accessChanges),
    ...(proof ? [review] : []),
    changes.length > 0 ? table(head, rows) : sentences.noChanges,
    ...leftOut,
  ];
}

function driftTable(drift: readonly DriftEntry[], labels: Words["document"]["labels"]): string {
  const head = [labels.vault, labels.difference, labels.where];
  const rows = drift.map((each) => [cell(differingVaultIn(each)), cell(each.message), link(each)]);
  return table(head, rows);
}

/** A table of vaults and environments; nothing unless it was requested. */
function environmentSection(report: Report, words: Words): readonly string[] {
  if (!report.environments) return [];
  const { labels, exposures } = words.document;
  const { environments: names, rows } = environmentTable(report.vaults);
  const head = [labels.vault, labels.template, ...names.map((name) => cell(name ?? labels.defaults))];
  const cells = rows.map((row) => [
    cell(row.vault),
    cell(row.template),
    ...row.cells.map((each) =>
      each === null ? "" : `${mark(each.exposure)}${exposures[each.exposure]}${asDeployed(each, words)}`,
    ),
  ]);
  return [heading(2, labels.environments), table(head, cells)];
}

const signs: Readonly<Record<TestEntry["outcome"], string>> = { passed: "✓", failed: "✗", skipped: "–" };

/** Access tests: how many there are of each outcome, and one row for each. */
function testSections({ tests }: Report, words: Words): readonly string[] {
  const { labels, sentences, testOutcomes } = words.document;
  const counts = (["failed", "skipped", "passed"] as const).map(
    (outcome) => `${tests.filter((each) => each.outcome === outcome).length} ${testOutcomes[outcome]}`,
  );
  if (tests.length === 0) return [sentences.noTests];
  return [
    `**${labels.accessTests}**: ${counts.join(", ")}.`,
    heading(2, labels.accessTests),
    testTable(tests, words),
  ];
}

function testTable(
  tests: readonly TestEntry[],
  { language, note, document: { labels, testOutcomes } }: Words,
): string {
  return table(
    [labels.outcome, labels.test, labels.environment, labels.why, labels.where],
    tests.map((test) => [
      `${signs[test.outcome]} ${testOutcomes[test.outcome]}`,
      cell(test.name),
      cell(test.environment ?? ""),
      `${test.rule === null ? "" : `[${test.rule}](${rulePage(test.rule, language)}) `}${cell([test.message ?? "", ...test.notes.map(note)].join(" ").trim())}`,
      link(test),
    ]),
  );
}

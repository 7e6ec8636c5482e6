import { rulePage } from "../rules/page.ts";
import { byEnvironments } from "./by-environments.ts";
import { cell, heading, link, mark, table } from "./markdown-text.ts";
import { matrixSection } from "./matrix.ts";
import type { Command } from "./commands.ts";
import { changeSections } from "./markdown-diff.ts";
import { environmentSection } from "./markdown-environments.ts";
import { explanationSections } from "./markdown-explanation.ts";
import { testSections } from "./markdown-tests.ts";
import { sumUpUnread } from "./unread-summary.ts";
import { sayExistence, sayName, sayRules, sayUnread, sayWord } from "./words.ts";
import type { FindingEntry, Report, VaultEntry } from "./report.ts";

/** The report as a document for pull requests, wikis and audits. Links are relative: `infra/main.bicep#L22`. */
export function printMarkdown(report: Report, command: Command): string {
  const sections = [
    heading(1, "Key Vault Network"),
    ...sectionsOf(report, command),
    ...problemSections(report),
  ];
  return `${sections.join("\n\n")}\n`;
}

function sectionsOf(report: Report, command: Command): readonly string[] {
  switch (command) {
    case "check":
      return [summary(report), ...findingSections(report), ...vaultSection(report.vaults)];
    case "vaults":
      return [
        `${count(report.vaults.length, "vault")}.`,
        ...vaultSection(report.vaults),
        ...environmentSection(report),
      ];
    case "simulate":
      return matrixSection(report.verdicts);
    case "test":
      return testSections(report);
    case "explain-403":
      return explanationSections(report);
    case "diff":
      return changeSections(report);
    case "rules":
      return [ruleTable(report)];
  }
}

const severities = ["error", "warning", "info", "hint"];

function summary({ findings }: Report): string {
  const shown = findings.filter((finding) => !finding.suppressed);
  const counts = severities.flatMap((severity) => {
    const some = shown.filter((finding) => finding.severity === severity).length;
    return some > 0 ? [`${some} ${severity}`] : [];
  });
  const suppressed = findings.length - shown.length;
  if (suppressed > 0) counts.push(`${suppressed} suppressed`);
  return `**${count(shown.length, "finding")}**${counts.length > 0 ? `: ${counts.join(", ")}` : ""}.`;
}

function findingSections({ findings }: Report): readonly string[] {
  const shown = findings.filter((finding) => !finding.suppressed);
  const suppressed = findings.filter((finding) => finding.suppressed);
  return [
    ...(shown.length > 0 ? [heading(2, "Findings"), findingTable(shown)] : []),
    ...(suppressed.length > 0 ? [heading(2, "Suppressed"), suppressionTable(suppressed)] : []),
  ];
}

function findingTable(findings: readonly FindingEntry[]): string {
  return table(
    ["Severity", "Rule", "Vault", "Finding", "Where"],
    findings.map((each) => [
      each.severity,
      ruleLink(each),
      cell(each.vault ?? ""),
      cell(each.message),
      link(each),
    ]),
  );
}

function suppressionTable(findings: readonly FindingEntry[]): string {
  return table(
    ["Rule", "Vault", "Reason", "Until", "Where"],
    findings.map((each) => [
      ruleLink(each),
      cell(each.vault ?? ""),
      cell(each.suppressed?.reason ?? ""),
      each.suppressed?.until ?? "",
      link(each),
    ]),
  );
}

function ruleLink({ code, name }: { readonly code: string; readonly name: string }): string {
  return `[${code}](${rulePage(code)}) ${name}`;
}

function vaultSection(vaults: readonly VaultEntry[]): readonly string[] {
  if (vaults.length === 0) return [];
  const hasEnvironments = vaults.some(({ environment }) => environment !== null);
  const rows = byEnvironments(vaults).map(({ entry: vault, environments }) => [
    cell([labelOf(vault), ...sayExistence(vault)].join(", ")),
    ...(hasEnvironments ? [cell(environments.join(", "))] : []),
    `${mark(vault.exposure)}${vault.exposure}${dependsOn(vault)}`,
    cell(sayWord(vault.publicNetworkAccess)),
    cell(sayWord(vault.defaultAction)),
    vault.trustedServices,
    cell(sayRules(vault.ipRules, vault.ipRulesOpen)),
    cell(sayRules(vault.subnetRules, vault.subnetRulesOpen)),
    String(vault.privateEndpoints),
    link(vault),
  ]);
  const head = [
    "Vault",
    ...(hasEnvironments ? ["Environments"] : []),
    "Exposure",
    "Public access",
    "Default action",
    "Trusted services",
  ];
  return [
    heading(2, "Vaults"),
    table([...head, "IP rules", "Subnet rules", "Private endpoints", "Where"], rows),
  ];
}

function labelOf(vault: VaultEntry): string {
  return vault.symbol === sayName(vault) ? vault.symbol : `${vault.symbol} (${sayName(vault)})`;
}

function dependsOn({ dependsOn }: VaultEntry): string {
  return dependsOn.length > 0 ? ` on ${cell(dependsOn.join(", "))}` : "";
}

function ruleTable({ rules }: Report): string {
  return table(
    ["Rule", "Severity", "Summary", "Fix"],
    rules.map((rule) => [ruleLink(rule), rule.severity, rule.summary, rule.fixable ? "yes" : ""]),
  );
}

function problemSections({ errors, skipped, unread }: Report): readonly string[] {
  const problems = [
    ...unread
      .filter(({ vault }) => vault === "likely")
      .map((each) => `- ${link(each)}: ${cell(sayUnread(each))}`),
    ...(unread.length > 0 ? [`- ${cell(sumUpUnread(unread))}`] : []),
    ...errors.map((error) => `- ${link(error)}: ${cell(error.message)}`),
    ...skipped.map(({ file, reason }) => `- ${cell(file)}: skipped, ${cell(reason)}`),
  ];
  return problems.length > 0 ? [heading(2, "Not read"), problems.join("\n")] : [];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

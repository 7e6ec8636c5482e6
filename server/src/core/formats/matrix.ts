import { cell, heading, link, mark, table } from "./markdown-text.ts";
import { sayWhen } from "./words.ts";
import type { StepEntry, VerdictEntry } from "./report.ts";

/** Who reaches what, as a table of sources and vaults, with the steps of every answer below. */
export function matrixSection(verdicts: readonly VerdictEntry[]): readonly string[] {
  if (verdicts.length === 0) return ["No vaults."];
  const vaults = [...new Map(verdicts.map((each) => [keyOf(each), each])).values()];
  const sources = [...new Set(verdicts.map(({ from }) => from))];
  const names = vaults.map(({ vault }) => vault);
  const label = (each: VerdictEntry): string =>
    names.filter((name) => name === each.vault).length > 1 ? `${each.vault} (${placeOf(each)})` : each.vault;
  const byCell = new Map(verdicts.map((each) => [`${each.from} ${keyOf(each)}`, each]));
  const rows = sources.map((from) => [
    cell(from),
    ...vaults.map((vault) => answer(byCell.get(`${from} ${keyOf(vault)}`))),
  ]);
  return [
    heading(2, "Access"),
    table(["From", ...vaults.map((vault) => cell(label(vault)))], rows),
    "✓ allowed · ⊘ denied · ? depends, or allowed in part",
    heading(2, "Steps"),
    ...verdicts.map((each) => steps(each, label(each))),
  ];
}

function keyOf(verdict: VerdictEntry): string {
  return `${placeOf(verdict)} ${verdict.vault}`;
}

function placeOf({ root, module, environment }: VerdictEntry): string {
  const place = module === null ? root : `${root} ${module}`;
  return environment === null ? place : `${place}, ${environment}`;
}

function answer(verdict: VerdictEntry | undefined): string {
  return verdict ? `${mark(verdict.verdict)}${verdict.verdict}: ${cell(verdict.reason)}` : "";
}

function steps(verdict: VerdictEntry, label: string): string {
  const depends = verdict.dependsOn.length > 0 ? `, depends on ${cell(verdict.dependsOn.join(", "))}` : "";
  const lines = [
    `**${cell(verdict.from)} → ${cell(label)}**: ${verdict.verdict}${depends} (${link(verdict)})`,
    "",
    ...verdict.steps.filter(({ outcome }) => outcome !== "not-applicable").map(stepLine),
    ...parts(verdict),
    ...verdict.cases.map((each) => `- ${cell(sayWhen(each.when))}: ${each.verdict}`),
    ...verdict.notes.map((note) => `- ${cell(note)}`),
  ];
  return lines.join("\n");
}

function stepLine({ outcome, text, file, line }: StepEntry): string {
  return `1. ${cell(text)} *${outcome}*${file === null ? "" : ` (${link({ file, line: line ?? 1 })})`}`;
}

/** The most ranges that anybody wants to read in a document. */
const mostRanges = 20;

function parts({ verdict, allowed, denied, unknown }: VerdictEntry): readonly string[] {
  if (verdict !== "partial" && unknown.length === 0) return [];
  const rows = [
    ["allowed", allowed],
    ["denied", denied],
    ["depends", unknown],
  ] as const;
  return rows
    .filter(([, cidrs]) => cidrs.length > 0)
    .map(([name, cidrs]) => {
      const more = cidrs.length - mostRanges;
      return `- ${name}: ${cidrs.slice(0, mostRanges).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
    });
}

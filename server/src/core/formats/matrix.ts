import type { Words } from "../words/words.ts";
import { cell, heading, link, mark, table } from "./markdown-text.ts";
import type { Folded } from "../report/vault-list.ts";
import { sayLookups, sayParts, sayWhen } from "./words.ts";
import { grouped } from "../logic/grouped.ts";
import type { StepEntry, VerdictEntry } from "./report.ts";
import {
  type LabelledVerdict,
  vaultKey,
  withLabels,
  foldVerdicts,
  lookupsOf,
  byEnvironments,
  type InEnvironments,
} from "./vault-labels.ts";

/** Who reaches what, as a table of sources and vaults, with the steps of every answer below. */
export function matrixSection(found: readonly VerdictEntry[], words: Words): readonly string[] {
  const { labels, sentences } = words.document;
  const { entries, referencesTo } = foldVerdicts(found);
  const verdicts = withLabels(entries);
  if (verdicts.length === 0) return [sentences.noVaults];
  const columns = columnsOf(verdicts);
  const rows = rowsOf(verdicts).map(([label, answers]) => [
    cell(label),
    ...columns.map(({ key }) => {
      const found = answers.get(key);
      return found ? answer(found) : "";
    }),
  ]);
  return [
    heading(2, labels.access),
    table([labels.from, ...columns.map(({ label }) => cell(label))], rows),
    sentences.legend,
    ...lookupLines(verdicts, referencesTo, words),
    heading(2, labels.steps),
    ...byEnvironments(verdicts).map((each) => steps(each, words)),
    sentences.dataPlaneOnly,
  ];
}

/** Where other roots look up the vaults of the columns. */
function lookupLines(
  verdicts: readonly LabelledVerdict[],
  referencesTo: Folded<VerdictEntry>["referencesTo"],
  words: Words,
): readonly string[] {
  const lines = [...grouped(verdicts, (each) => [vaultKey(each)]).values()].flatMap((own) => {
    const environments = own.flatMap(({ environment }) => environment ?? []);
    const said = sayLookups(lookupsOf({ entry: own[0], environments }, referencesTo), words, link);
    return said.length === 0 ? [] : [`- ${cell(own[0].label)}: ${said.join(", ")}`];
  });
  return lines.length === 0 ? [] : [heading(2, words.document.labels.referencedBy), lines.join("\n")];
}

/** A vault in the environments in which it answers every source alike. */
interface Column {
  /** That of one of its environments. */
  readonly key: string;
  readonly label: string;
}

function columnsOf(verdicts: readonly LabelledVerdict[]): readonly Column[] {
  return [...grouped(verdicts, (each) => [vaultKey(each)]).values()].flatMap((ofVault) => {
    const [{ label }] = ofVault;
    const inEach = [...grouped(ofVault, (each) => [columnKey(each)]).values()];
    const alike = [...grouped(inEach, (each) => [answersOf(each)]).values()];
    return alike.map((columns) => {
      const environments = columns.flatMap(([{ environment }]) => environment ?? []);
      const said = alike.length > 1 && environments.length > 0 ? ` (${environments.join(", ")})` : "";
      return { key: columnKey(columns[0][0]), label: label + said };
    });
  });
}

function answersOf(own: readonly VerdictEntry[]): string {
  return JSON.stringify(own.map((each) => [rowKey(each), answer(each)]));
}

/** Sources with their answers by column. A source of several scenarios has a row for each. */
function rowsOf(
  verdicts: readonly VerdictEntry[],
): readonly (readonly [label: string, answers: ReadonlyMap<string, VerdictEntry>])[] {
  const scenarios = grouped(verdicts, ({ from }) => [from]);
  return [...grouped(verdicts, (each) => [rowKey(each)]).values()].map((own) => {
    const [{ from, scenario }] = own;
    const isAlone = (scenarios.get(from) ?? []).every((each) => rowKey(each) === rowKey(own[0]));
    const label = isAlone ? from : `${from} (${scenario?.name ?? ""})`;
    return [label, new Map(own.map((each) => [columnKey(each), each]))];
  });
}

function rowKey({ from, scenario }: VerdictEntry): string {
  return JSON.stringify([from, scenario?.service]);
}

function columnKey(verdict: VerdictEntry): string {
  return `${vaultKey(verdict)} ${verdict.environment ?? ""}`;
}

function answer({ verdict, exposed, summary }: VerdictEntry): string {
  return `${mark(exposed ? "public" : verdict)}${cell(summary)}`;
}

function steps({ entry: verdict, environments }: InEnvironments<LabelledVerdict>, words: Words): string {
  const { sentences, verdicts } = words.document;
  const named = environments.length === 0 ? verdict.label : `${verdict.label} (${environments.join(", ")})`;
  const depends = verdict.dependsOn.length > 1 ? `, ${cell(sentences.dependsOn(verdict.dependsOn))}` : "";
  const lines = [
    `**${cell(verdict.from)} → ${cell(named)}**: ${cell(verdict.summary)}${depends} (${link(verdict)})`,
    "",
    ...verdict.steps
      .filter(({ outcome }) => outcome !== "not-applicable")
      .map((step) => stepLine(step, words)),
    ...sayParts(verdict, words.document.verdicts, words).map((line) => `- ${line}`),
    ...verdict.cases.map((each) => `- ${cell(sayWhen(each.when))}: ${verdicts[each.verdict]}`),
    ...verdict.notes.map((note) => `- ${cell(words.note(note))}`),
  ];
  return lines.join("\n");
}

function stepLine({ outcome, text, file, line }: StepEntry, { document }: Words): string {
  const place = file === null ? "" : ` (${link({ file, line: line ?? 1 })})`;
  return `1. ${cell(text)} *${document.outcomes[outcome]}*${place}`;
}

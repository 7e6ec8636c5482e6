import type { Words } from "../words/words.ts";
import type { InEnvironments } from "./by-environments.ts";
import { byEnvironments } from "./by-environments.ts";
import { cell, heading, link, mark, table } from "./markdown-text.ts";
import { sayWhen } from "./words.ts";
import type { StepEntry, VerdictEntry } from "./report.ts";

/** Who reaches what, as a table of sources and vaults, with the steps of every answer below. */
export function matrixSection(verdicts: readonly VerdictEntry[], words: Words): readonly string[] {
  const { labels, sentences } = words.document;
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
    heading(2, labels.steps),
    ...byEnvironments(verdicts).map((each) => steps(each, words)),
    sentences.dataPlaneOnly,
  ];
}

/** A vault in the environments in which it answers every source alike. */
interface Column {
  /** That of one of its environments. */
  readonly key: string;
  readonly label: string;
}

function columnsOf(verdicts: readonly VerdictEntry[]): readonly Column[] {
  const vaults = groupsBy(verdicts, vaultKey);
  const names = [...vaults.values()].map(([first]) => first.vault);
  return [...vaults.values()].flatMap((ofVault) => {
    const [{ root, module, vault }] = ofVault;
    const isAlone = names.filter((name) => name === vault).length === 1;
    const place = isAlone ? [] : [module === null ? root : `${root} ${module}`];
    const inEach = [...groupsBy(ofVault, columnKey).values()];
    const alike = [...groupsBy(inEach, answersOf).values()];
    return alike.map((columns) => {
      const environments = columns.flatMap(([{ environment }]) => environment ?? []);
      const said = [...place, ...(alike.length > 1 ? environments : [])].join(", ");
      return { key: columnKey(columns[0][0]), label: said === "" ? vault : `${vault} (${said})` };
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
  const scenarios = groupsBy(verdicts, ({ from }) => from);
  return [...groupsBy(verdicts, rowKey).values()].map((own) => {
    const [{ from, scenario }] = own;
    const isAlone = (scenarios.get(from) ?? []).every((each) => rowKey(each) === rowKey(own[0]));
    const label = isAlone ? from : `${from} (${scenario?.name ?? ""})`;
    return [label, new Map(own.map((each) => [columnKey(each), each]))];
  });
}

function rowKey({ from, scenario }: VerdictEntry): string {
  return JSON.stringify([from, scenario?.service]);
}

function vaultKey({ root, module, vault }: VerdictEntry): string {
  return JSON.stringify([root, module, vault]);
}

function columnKey(verdict: VerdictEntry): string {
  return `${vaultKey(verdict)} ${verdict.environment ?? ""}`;
}

function groupsBy<T>(all: readonly T[], keyOf: (each: T) => string): ReadonlyMap<string, [T, ...T[]]> {
  const groups = new Map<string, [T, ...T[]]>();
  for (const each of all) {
    const group = groups.get(keyOf(each));
    if (group) group.push(each);
    else groups.set(keyOf(each), [each]);
  }
  return groups;
}

function answer({ verdict, exposed, summary }: VerdictEntry): string {
  return `${mark(exposed ? "public" : verdict)}${cell(summary)}`;
}

function steps({ entry: verdict, environments }: InEnvironments<VerdictEntry>, words: Words): string {
  const { sentences, verdicts } = words.document;
  const named = environments.length === 0 ? verdict.vault : `${verdict.vault} (${environments.join(", ")})`;
  const depends =
    verdict.dependsOn.length > 1 ? `, ${cell(sentences.dependsOn(verdict.dependsOn.join(", ")))}` : "";
  const lines = [
    `**${cell(verdict.from)} → ${cell(named)}**: ${cell(verdict.summary)}${depends} (${link(verdict)})`,
    "",
    ...verdict.steps
      .filter(({ outcome }) => outcome !== "not-applicable")
      .map((step) => stepLine(step, words)),
    ...parts(verdict, words),
    ...verdict.cases.map((each) => `- ${cell(sayWhen(each.when))}: ${verdicts[each.verdict]}`),
    ...verdict.notes.map((note) => `- ${cell(words.note(note))}`),
  ];
  return lines.join("\n");
}

function stepLine({ outcome, text, file, line }: StepEntry, { document }: Words): string {
  const place = file === null ? "" : ` (${link({ file, line: line ?? 1 })})`;
  return `1. ${cell(text)} *${document.outcomes[outcome]}*${place}`;
}

/** The most ranges that anybody wants to read in a document. */
const mostRanges = 20;

function parts(
  { verdict, allowed, denied, unknown }: VerdictEntry,
  { document: { verdicts, sentences } }: Words,
): readonly string[] {
  if (verdict !== "partial" && unknown.length === 0) return [];
  const rows = [
    [verdicts.allowed, allowed],
    [verdicts.denied, denied],
    [verdicts.depends, unknown],
  ] as const;
  return rows
    .filter(([, cidrs]) => cidrs.length > 0)
    .map(([name, cidrs]) => {
      const more = cidrs.length - mostRanges;
      return `- ${name}: ${cidrs.slice(0, mostRanges).join(", ")}${more > 0 ? ` ${sentences.more(more)}` : ""}`;
    });
}

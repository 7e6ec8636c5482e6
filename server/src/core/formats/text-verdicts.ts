import type { Words } from "../words/words.ts";
import type { StepEntry, VerdictEntry } from "./report.ts";
import {
  type LabelledVerdict,
  withLabels,
  foldVerdicts,
  type Lookup,
  lookupsOf,
  byEnvironments,
  type InEnvironments,
} from "./vault-labels.ts";
import type { Paint } from "./terminal.ts";
import { sayLookups, sayParts } from "./words.ts";

/** Verdicts with their steps and the lookups that they hold for. */
export function simulationLines(
  verdicts: readonly VerdictEntry[],
  words: Words,
  paint: Paint,
): readonly string[] {
  const { entries, referencesTo } = foldVerdicts(verdicts);
  return byEnvironments(withLabels(entries)).flatMap((each) =>
    verdictLines(each, words, paint, lookupsOf(each, referencesTo)),
  );
}

/** A verdict with its steps. */
export function verdictLines(
  { entry: verdict, environments }: InEnvironments<LabelledVerdict>,
  words: Words,
  paint: Paint,
  lookups: readonly Lookup[] = [],
): readonly string[] {
  const { rows, sentences } = words.document;
  const { dependsOn, scenario } = verdict;
  const what = words.inEnvironments(`${verdict.from} → ${paint.strong(verdict.label)}`, environments);
  const depends = dependsOn.length > 0 ? ` (${sentences.dependsOn(dependsOn)})` : "";
  return [
    `${what}: ${verdictWord(verdict, words, paint)}  ${verdict.reason}${depends}  ${paint.faint(`${verdict.file}:${verdict.line}`)}`,
    ...(scenario ? [`  ${sentences.asScenario(scenario.name, scenario.text)}`] : []),
    ...sayParts(verdict, words.document.answers, words).map((line) => `  ${line}`),
    ...verdict.steps.map((step, index) => stepLine(step, index, paint)),
    ...verdict.notes.map((note) => `  ${rows.note}: ${words.note(note)}`),
    ...sayLookups(lookups, words).map((lookup) => `  ${rows.referencedBy}: ${lookup}`),
    "",
  ];
}

function verdictWord({ verdict }: VerdictEntry, { document: { answers } }: Words, paint: Paint): string {
  const word = answers[verdict];
  if (verdict === "allowed") return paint.good(word);
  return verdict === "denied" ? paint.bad(word) : paint.unsure(word);
}

const marks: ReadonlyMap<string, string> = new Map(
  Object.entries({ continue: "↓", allow: "✓", deny: "⊘", maybe: "?" }),
);

function stepLine({ outcome, text, file, line }: StepEntry, index: number, paint: Paint): string {
  const mark = marks.get(outcome) ?? "–";
  const place = file === null ? "" : `  ${paint.faint(`${file}:${line ?? 1}`)}`;
  const shown = outcome === "not-applicable" ? paint.faint(text) : text;
  return `  ${mark} ${index + 1} ${shown}${place}`;
}

import type { Words } from "../words/words.ts";
import { isRejection, mostCauses, sayCause, whoFailed } from "./markdown-explanation.ts";
import type { ConnectionEntry, ExplanationEntry, StepEntry, VerdictEntry } from "./report.ts";
import type { Paint } from "./printing.ts";
import {
  byEnvironments,
  foldVerdicts,
  type InEnvironments,
  type LabelledVerdict,
  type Lookup,
  lookupsOf,
  withLabels,
} from "./vault-labels.ts";
import { sayLookups, sayParts } from "./words.ts";

/** Why a call failed, what the template says, and what to do. */
export function explanationLines(
  explanation: ExplanationEntry,
  words: Words,
  paint: Paint,
): readonly string[] {
  const { meaning, template, drift, fixes, edits, advice, connection } = explanation;
  const { labels } = words.document;
  const who = whoFailed(explanation, words);
  return [
    paint.strong(meaning),
    ...(who.length > 0 ? [`  ${who.join(", ")}`] : []),
    "",
    ...(template
      ? byEnvironments(withLabels([template])).flatMap((each) => verdictLines(each, words, paint))
      : []),
    ...list(`${labels.drift}:`, drift),
    ...(connection
      ? causes(connection, edits, words)
      : list(
          `${isRejection(explanation) ? labels.fix : labels.fixes}:`,
          fixes.flatMap((fix) => [fix, ...edits.filter((each) => each.fix === fix).flatMap(editLine)]),
        )),
    ...list(`${labels.advice}:`, advice),
  ];
}

/** The gates that fit, each with what would let the connection pass it. */
function causes(
  { gates }: ConnectionEntry,
  edits: ExplanationEntry["edits"],
  words: Words,
): readonly string[] {
  const { labels, rows, sentences } = words.document;
  const shown = gates.slice(0, mostCauses);
  const more = gates.length - shown.length;
  return [
    ...list(
      `${labels.causes}:`,
      shown.flatMap((each) => [
        `${sayCause(each, words)}${each.file === null ? "" : ` (${each.file}:${each.line ?? 1})`}`,
        ...(each.fix === null ? [] : [`  ${rows.fix}: ${each.fix}`]),
        ...edits.filter(({ fix }) => fix === each.fix).flatMap(editLine),
      ]),
    ),
    ...(more > 0 ? [`  ${sentences.more(more)}`] : []),
  ];
}

/** Under its fix: "main.bicep:12: { value: '198.51.100.7/32' }". What only aligns the lines around it is not told. */
function editLine({ file, line, text }: ExplanationEntry["edits"][number]): readonly string[] {
  // Line ends of the text come as the two characters that JSON writes for them.
  // What separates an entry from its neighbors is not shown.
  const said = text.replace(/(?:\\[rn]|\s)+/g, " ").replace(/^[ ,]+|[ ,]+$/g, "");
  const shown = said.length > longestEdit ? `${said.slice(0, longestEdit)}…` : said;
  return said === "" ? [] : [`  ${file}:${line}: ${shown}`];
}

/** An edit that declares a resource has many lines; JSON has all of them. */
const longestEdit = 200;

function list(head: string, items: readonly string[]): readonly string[] {
  return items.length === 0
    ? []
    : [head, ...items.map((item) => (item.startsWith(" ") ? `    ${item}` : `  - ${item}`))];
}

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
function verdictLines(
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

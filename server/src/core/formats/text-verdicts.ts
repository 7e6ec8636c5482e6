import type { Words } from "../words/words.ts";
import type { InEnvironments } from "./by-environments.ts";
import type { StepEntry, VerdictEntry } from "./report.ts";
import type { Paint } from "./terminal.ts";

/** A verdict with its steps. */
export function verdictLines(
  { entry: verdict, environments }: InEnvironments<VerdictEntry>,
  words: Words,
  paint: Paint,
): readonly string[] {
  const where = environments.length > 0 ? ` in ${environments.join(", ")}` : "";
  const depends = verdict.dependsOn.length > 0 ? ` (depends on ${verdict.dependsOn.join(", ")})` : "";
  return [
    `${verdict.from} → ${paint.strong(verdict.vault)}${where}: ${verdictWord(verdict, paint)}  ${verdict.reason}${depends}  ${paint.faint(`${verdict.file}:${verdict.line}`)}`,
    ...(verdict.scenario ? [`  as ${verdict.scenario.name}: ${verdict.scenario.text}`] : []),
    ...parts(verdict),
    ...verdict.steps.map((step, index) => stepLine(step, index, paint)),
    ...verdict.notes.map((note) => `  note: ${words.note(note)}`),
    "",
  ];
}

function parts(verdict: VerdictEntry): readonly string[] {
  if (verdict.verdict !== "partial" && verdict.unknown.length === 0) return [];
  const rows = [
    ["allowed", verdict.allowed],
    ["denied", verdict.denied],
    ["depends", verdict.unknown],
  ] as const;
  return rows
    .filter(([, cidrs]) => cidrs.length > 0)
    .map(([name, cidrs]) => `  ${name}: ${cidrs.join(", ")}`);
}

function verdictWord({ verdict }: VerdictEntry, paint: Paint): string {
  if (verdict === "allowed") return paint.good(verdict);
  return verdict === "denied" ? paint.bad(verdict) : paint.unsure(verdict);
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

import type { Words } from "../words/words.ts";
import type { ChangeEntry, VerdictWord } from "./report.ts";
import type { Paint } from "./terminal.ts";

/** A line for each verdict that differs. */
export function diffLines(changes: readonly ChangeEntry[], words: Words, paint: Paint): readonly string[] {
  const { answers, labels, sentences } = words.document;
  if (changes.length === 0) return [sentences.noChanges];
  const say = (verdict: VerdictWord | null): string => (verdict === null ? labels.noVault : answers[verdict]);
  return changes.map(({ from, vault, environment, before, after, file, line }) => {
    const what = words.inEnvironments(
      `${from} → ${paint.strong(vault)}`,
      environment === null ? [] : [environment],
    );
    return `${what}: ${say(before)} → ${say(after)}  ${paint.faint(`${file}:${line}`)}`;
  });
}

import type { Words } from "../words/words.ts";
import { sayChange } from "./words.ts";
import type { Report } from "./report.ts";
import type { Paint } from "./terminal.ts";
import { sayNotCompared } from "./diff-lines.ts";
import { differingVault } from "./vault-labels.ts";

/** A line for each property and each verdict that differs. */
export function diffLines(
  { changes, drift, notCompared = [] }: Pick<Report, "changes" | "drift" | "notCompared">,
  words: Words,
  paint: Paint,
): readonly string[] {
  const { answers, sentences } = words.document;
  const leftOut = sayNotCompared(notCompared, words);
  if (changes.length + drift.length === 0) return [sentences.noChanges, ...leftOut];
  const line = (
    what: string,
    says: string,
    { environment, file, line: at }: Pick<Report["drift"][number], "environment" | "file" | "line">,
  ): string => {
    const where = words.inEnvironments(what, environment === null ? [] : [environment]);
    return `${where}: ${says}  ${paint.faint(`${file}:${at}`)}`;
  };
  return [
    ...drift.map((each) => line(paint.strong(differingVault(each)), each.message, each)),
    ...changes.map((each) => {
      const says = sayChange(each, words, (verdict) => answers[verdict]).join(" → ");
      return line(`${each.from} → ${paint.strong(differingVault(each))}`, says, each);
    }),
    ...leftOut,
  ];
}

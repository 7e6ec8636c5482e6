import { isSameWord } from "../text/fold.ts";
import type { Entry, Expression, Spread } from "./expression.ts";
import { nameOfEntry } from "./lazy-entry.ts";

/**
 * Whether what is written certainly has nothing at a path, determined without evaluating values: most resources of
 * a template do not matter, and their properties are never evaluated. Steps are as in `readSteps`. Every resource is asked about every path of its
 * type, so that nothing is made on the way.
 */
export function certainlyLacks(node: Expression | Spread, steps: readonly string[], from = 0): boolean {
  const step = steps[from];
  if (step === undefined) return false;
  if (node.kind === "literal") return true;
  if (node.kind === "dictionary") return node.intact && everyEntryLacks(node.entries, step, steps, from + 1);
  if (node.kind !== "list" || !node.intact) return false;
  const next = step.startsWith("[") ? from + 1 : from;
  for (const item of node.items) if (!certainlyLacks(item, steps, next)) return false;
  return true;
}

function everyEntryLacks(
  entries: readonly (Entry | Spread)[],
  step: string,
  steps: readonly string[],
  next: number,
): boolean {
  for (const entry of entries) {
    const name = entry.kind === "spread" ? null : nameOfEntry(entry);
    if (name === null) return false;
    const isMeant = step === "*" || isSameWord(name, step);
    if (isMeant && !certainlyLacks(entry.value, steps, next)) return false;
  }
  return true;
}

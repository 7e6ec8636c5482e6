import { nameOfEntry } from "../../template/lazy-entry.ts";
import type { DictionaryExpression, Expression, ListExpression } from "../../template/expression.ts";

/**
 * Whether what is written certainly has nothing at a path, determined without evaluating values: most resources of
 * a template do not matter, and their properties are never evaluated. Steps are as in `readSteps`.
 */
export function certainlyLacks(written: Expression, steps: readonly string[], from = 0): boolean {
  const step = steps[from];
  if (step === undefined) return false;
  switch (written.kind) {
    case "literal":
      return true;
    case "list":
      return written.intact && everyItemLacks(written, steps, step.startsWith("[") ? from + 1 : from);
    case "dictionary":
      return written.intact && everyEntryLacks(written, step, steps, from + 1);
    default:
      return false;
  }
}

// Every resource is asked about every path of its type, so that nothing is made on the way.
function everyItemLacks({ items }: ListExpression, steps: readonly string[], next: number): boolean {
  for (const item of items) if (item.kind === "spread" || !certainlyLacks(item, steps, next)) return false;
  return true;
}

function everyEntryLacks(
  { entries }: DictionaryExpression,
  step: string,
  steps: readonly string[],
  next: number,
): boolean {
  for (const entry of entries) {
    const name = entry.kind === "spread" ? null : nameOfEntry(entry);
    if (name === null) return false;
    const isMeant = step === "*" || isSameName(name, step);
    if (isMeant && !certainlyLacks(entry.value, steps, next)) return false;
  }
  return true;
}

function isSameName(key: string, step: string): boolean {
  return key === step || (key.length === step.length && key.toLowerCase() === step.toLowerCase());
}

import type { DictionaryExpression, Expression } from "../../template/expression.ts";

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
      return (
        written.intact &&
        written.items.every(
          (item) =>
            item.kind !== "spread" && certainlyLacks(item, steps, step.startsWith("[") ? from + 1 : from),
        )
      );
    case "dictionary":
      return written.intact && everyEntryLacks(written, step, steps, from + 1);
    default:
      return false;
  }
}

function everyEntryLacks(
  { entries }: DictionaryExpression,
  step: string,
  steps: readonly string[],
  next: number,
): boolean {
  const folded = step.toLowerCase();
  return entries.every((entry) => {
    if (entry.kind === "spread" || entry.key.kind !== "literal") return false;
    const key = String(entry.key.value);
    const isMeant = step === "*" || (key.length === step.length && key.toLowerCase() === folded);
    return !isMeant || certainlyLacks(entry.value, steps, next);
  });
}

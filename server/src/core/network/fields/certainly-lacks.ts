import type { Entry, Expression, Spread } from "../../template/expression.ts";
import { lacks, type Parts } from "../../template/lacks.ts";
import { nameOfEntry } from "../../template/lazy-entry.ts";

/** Whether an expression certainly has nothing at a path; steps are as in `readSteps`. */
export function certainlyLacks(written: Expression, steps: readonly string[]): boolean {
  return lacks(written, steps, expressions);
}

const expressions: Parts<Expression | Spread, Entry | Spread> = {
  isPlain: ({ kind }) => kind === "literal",
  entriesOf: (node) => (node.kind === "dictionary" && node.intact ? node.entries : null),
  nameOf: (entry) => (entry.kind === "spread" ? null : nameOfEntry(entry)),
  valueOf: ({ value }) => value,
  itemsOf: (node) => (node.kind === "list" && node.intact ? node.items : null),
};

import { findEntry, hiddenAt } from "../../evaluate/values/find-entry.ts";
import { isDict, isList } from "../../evaluate/values/plain.ts";
import type { Value } from "../../evaluate/values/value.ts";
import type { Entry, Expression, Spread } from "../../template/expression.ts";
import { lacks, type Parts } from "../../template/lacks.ts";
import { nameOfEntry } from "../../template/lazy-entry.ts";

/** Whether there is, or may be, something at the end of a path. */
export function isPerhapsWritten(body: Value, path: readonly string[]): boolean {
  let at = body;
  for (const key of path) {
    if (at.kind !== "known" || !isDict(at.value)) return at.kind !== "known";
    const found = findEntry(at.value, key);
    if (!found) return hiddenAt(at.value, key).length > 0;
    at = found.value;
  }
  if (at.kind !== "known") return true;
  return isList(at.value) ? at.value.items.length > 0 || at.value.open.length > 0 : at.value !== null;
}

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

import { findEntry } from "../../evaluate/values/find-entry.ts";
import { isDict, isList } from "../../evaluate/values/plain.ts";
import type { Value } from "../../evaluate/values/value.ts";
import { hiddenAt } from "../../evaluate/values/unseen-entries.ts";

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

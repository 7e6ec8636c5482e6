import type { DictEntry } from "../../values/plain.ts";
import type { Value } from "../../values/value.ts";

/** An entry that is written nowhere. */
export function computedEntry(value: Value): DictEntry {
  return { value, span: null, keySpan: null };
}

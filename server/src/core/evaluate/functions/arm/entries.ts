import type { DictEntry } from "../../values/plain.ts";
import type { Cause, Value } from "../../values/value.ts";
import { unknown } from "../../values/value.ts";

/** An entry that is written nowhere. */
export function computedEntry(value: Value): DictEntry {
  return { value, span: null, keySpan: null };
}

/** An entry that something unseen may override: its key is certain, its value is not. */
export function hiddenEntry(entry: DictEntry, because: readonly Cause[]): DictEntry {
  return { ...entry, value: unknown(because, entry.value.origin) };
}

/** Hides all entries so far behind one whose key is not known. */
export function hideAll(entries: Map<string, DictEntry>, because: readonly Cause[]): void {
  for (const [key, entry] of entries) entries.set(key, hiddenEntry(entry, because));
}

import type { Dict, DictEntry } from "./plain.ts";
import { isDict } from "./plain.ts";
import type { Value } from "./value.ts";

/** The entry of a dictionary whose key is `name`, else the first whose key differs only in case, as Azure reads JSON. */
export function findEntry(dict: Dict, name: string): { readonly key: string; readonly value: Value } | null {
  const key = keyMeant(dict, name);
  const entry = key === null ? undefined : dict.entries.get(key);
  return key !== null && entry ? { key, value: entry.value } : null;
}

/** What a known dictionary has under a name; null for anything else. */
export function valueUnder(value: Value | null, name: string): Value | null {
  if (value?.kind !== "known" || !isDict(value.value)) return null;
  return findEntry(value.value, name)?.value ?? null;
}

/** The entry that `findEntry` finds, with the places at which it is written. */
export function entryOf(dict: Dict, name: string): DictEntry | null {
  const exact = dict.entries.get(name);
  if (exact) return exact;
  const key = keyMeant(dict, name);
  return key === null ? null : (dict.entries.get(key) ?? null);
}

/** Most properties that are looked for are not written, so that nothing is made on the way. */
function keyMeant({ entries }: Dict, name: string): string | null {
  if (entries.has(name)) return name;
  for (const key of entries.keys())
    if (key.length === name.length && key.toLowerCase() === name.toLowerCase()) return key;
  return null;
}

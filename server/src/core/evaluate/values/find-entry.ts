import type { Dict } from "./plain.ts";
import type { Value } from "./value.ts";

/** The entry of a dictionary whose key is `name`, else the first whose key differs only in case, as Azure reads JSON. */
export function findEntry(dict: Dict, name: string): { readonly key: string; readonly value: Value } | null {
  const exact = dict.entries.get(name);
  if (exact) return { key: name, value: exact.value };
  const folded = name.toLowerCase();
  for (const [key, entry] of dict.entries)
    if (key.length === name.length && key.toLowerCase() === folded) return { key, value: entry.value };
  return null;
}

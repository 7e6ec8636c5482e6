import { Reference } from "./reference.ts";

/** What a fix writes: plain data, and references to resources, which each syntax prints in its own style. */
export type Written =
  | null
  | boolean
  | number
  | string
  | Reference
  | readonly Written[]
  | { readonly [key: string]: Written };

export type WrittenDictionary = Readonly<Record<string, Written>>;

export function isWrittenDictionary(value: Written): value is WrittenDictionary {
  return typeof value === "object" && value !== null && !isWrittenList(value) && !isReference(value);
}

/** Array.isArray does not narrow readonly arrays. */
export function isWrittenList(value: Written): value is readonly Written[] {
  return Array.isArray(value);
}

export function isReference(value: Written): value is Reference {
  return value instanceof Reference;
}

/** The value at the end of a path of keys, as nested dictionaries. */
export function nested(path: readonly string[], value: Written): Written {
  return path.reduceRight<Written>((inner, key) => ({ [key]: inner }), value);
}

/** A dictionary with values at the ends of paths of keys. */
export function dictionaryOf(
  entries: readonly (readonly [path: readonly string[], value: Written])[],
): WrittenDictionary {
  const keys = new Set(entries.flatMap(([path]) => path.slice(0, 1)));
  return Object.fromEntries(
    [...keys].map((key) => {
      const inside = entries
        .filter(([path]) => path[0] === key)
        .map(([path, value]) => [path.slice(1), value] as const);
      const whole = inside.find(([path]) => path.length === 0);
      return [key, whole ? whole[1] : dictionaryOf(inside)];
    }),
  );
}

/** The references in a value. */
export function referencesIn(value: Written): readonly Reference[] {
  if (isReference(value)) return [value];
  if (isWrittenList(value)) return value.flatMap(referencesIn);
  return isWrittenDictionary(value) ? Object.values(value).flatMap(referencesIn) : [];
}

import { Reference } from "./reference.ts";

/** What a fix writes: plain data, and references to resources, which each syntax prints in its own style. */
export type Written =
  null | boolean | number | string | Reference | readonly Written[] | { readonly [key: string]: Written };

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

/** The references in a value. */
export function referencesIn(value: Written): readonly Reference[] {
  if (isReference(value)) return [value];
  if (isWrittenList(value)) return value.flatMap(referencesIn);
  return isWrittenDictionary(value) ? Object.values(value).flatMap(referencesIn) : [];
}

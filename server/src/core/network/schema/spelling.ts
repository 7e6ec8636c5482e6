import type { Text } from "../../evaluate/values/plain.ts";
import { Reference } from "../../template/reference.ts";
import type { Written } from "../../template/written.ts";
import type { FieldSchema, ListSchema } from "../fields/field.ts";
import { asId, asSwitch, asWord } from "./decode.ts";

/** A property that holds a word. */
export function word(...path: readonly string[]): FieldSchema<string> {
  return { path, decode: asWord, encode: (value) => value };
}

/** A property that holds a list of plain words. */
export function words(...path: readonly string[]): ListSchema<string> {
  return { path, item: { path: [], decode: asWord, encode: (value) => value } };
}

export function flag(...path: readonly string[]): FieldSchema<boolean> {
  return { path, decode: asSwitch, encode: (value) => value };
}

/** A property that holds the id of a resource. */
export function id(...path: readonly string[]): FieldSchema<string | Text> {
  return { path, decode: asId, encode: asText };
}

/** A property with a list of IDs, each below `key`, or directly in the list if there is no key. */
export function ids(path: readonly string[], ...key: readonly string[]): ListSchema<string | Text> {
  const encode = (value: string | Text | Reference): Written =>
    key.reduceRight<Written>((inner, name) => ({ [name]: inner }), asText(value));
  return { path, item: { path: key, decode: asId, encode } };
}

/** Ids known in part cannot be written: their unknown parts have no spelling. Fixes offer whole ids only. */
export function asText(value: string | Text | Reference): Written {
  return typeof value === "string" || value instanceof Reference ? value : null;
}

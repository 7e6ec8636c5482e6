import type { Dict, List, Text } from "../../evaluate/values/plain.ts";
import { Reference } from "../../template/reference.ts";
import type { Written } from "../../template/written.ts";
import type { FieldSchema, ListSchema } from "../fields/field.ts";
import { asDict, asId, asList, asNumber, asSwitch, asWord } from "./decode.ts";

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

/** A property that holds a number, which may be written as text. */
export function number(...path: readonly string[]): FieldSchema<number> {
  return { path, decode: asNumber, encode: (value) => value };
}

/** A property that holds a list of objects, or of blocks. */
export function objects(...path: readonly string[]): ListSchema<Dict> {
  return { path, item: { path: [], decode: asDict, encode: () => ({}) } };
}

/** A property that holds a list of objects with a word in each, below `key`. */
export function wordsIn(path: readonly string[], ...key: readonly string[]): ListSchema<string> {
  return { path, item: { path: key, decode: asWord, encode: (value) => below(key, value) } };
}

/** A property that holds the id of a resource. */
export function id(...path: readonly string[]): FieldSchema<string | Text> {
  return { path, decode: asId, encode: asText };
}

/** A property with a list of IDs, each below `key`, or directly in the list if there is no key. */
export function ids(path: readonly string[], ...key: readonly string[]): ListSchema<string | Text> {
  return { path, item: { path: key, decode: asId, encode: (value) => below(key, asText(value)) } };
}

/** A property that holds an object. */
export function dict(...path: readonly string[]): FieldSchema<Dict> {
  return { path, decode: asDict, encode: () => ({}) };
}

/** A property that holds a list of anything. */
export function list(...path: readonly string[]): FieldSchema<List> {
  return { path, decode: asList, encode: () => [] };
}

/** What a rule of a firewall matches: addresses and ports, or names. */
export type RuleKind = "network" | "application";

/** How collections and rules say their kinds, by words in lower case; null for those that concern no traffic to the internet. */
export interface SaidKind {
  readonly ofCollection: FieldSchema<string>;
  readonly collections: ReadonlyMap<string, "filter" | null>;
  readonly ofRule: FieldSchema<string>;
  readonly rules: ReadonlyMap<string, RuleKind | null>;
  /** How a new rule says its kind. */
  readonly written: Readonly<Record<RuleKind, string>>;
}

/** A property that holds collections of rules, with the kind of their rules, or how they say it. */
export function collections(
  kind: RuleKind | SaidKind,
  ...path: readonly string[]
): { readonly at: ListSchema<Dict>; readonly kind: RuleKind | SaidKind } {
  return { at: objects(...path), kind };
}

/** The source or the destination of a rule of a security group. */
export interface SecurityRuleEnd {
  /** One of them. */
  readonly prefix: FieldSchema<string>;
  readonly port: FieldSchema<string>;
  /** Further ones. */
  readonly prefixes: ListSchema<string>;
  readonly ports: ListSchema<string>;
  readonly groups: ListSchema<string | Text>;
}

function below(key: readonly string[], value: Written): Written {
  return key.reduceRight<Written>((inner, name) => ({ [name]: inner }), value);
}

/** Ids known in part cannot be written: their unknown parts have no spelling. Fixes offer whole ids only. */
function asText(value: string | Text | Reference): Written {
  return typeof value === "string" || value instanceof Reference ? value : null;
}

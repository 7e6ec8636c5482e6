import { Reference } from "./reference.ts";
import type { Span } from "../text/document.ts";
import type { DictionaryExpression, ListExpression } from "./expression.ts";

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

/** A resource that a fix declares; how a template spells it is the syntax's business. */
export interface NewResource {
  /** What the template calls it, behind its type in Terraform. */
  readonly symbol: string;
  /** As its provider spells it: `Microsoft.Network/privateEndpoints`, `azurerm_private_endpoint`. */
  readonly type: string;
  /** Null of the azurerm provider, which chooses the version itself. */
  readonly apiVersion: string | null;
  /** The resource that its name is below; azurerm names that among the arguments. */
  readonly parent: Reference | null;
  /** A text, or the name of another resource. */
  readonly name: string | Reference;
  /** All else, in the words of its type. */
  readonly body: WrittenDictionary;
}

/** The references in what is declared. */
export function referencesOfNew({ parent, name, body }: NewResource): readonly Reference[] {
  return [...(parent ? [parent] : []), ...referencesIn([name, body])];
}

/** Where a field is, or where it would be written. */
export interface Slot {
  /** The innermost dictionary that is written on the way to the field; null when not even that can be edited. */
  readonly into: DictionaryExpression | null;
  /** The keys that lead from there to the field; one key when only the entry itself may be missing. */
  readonly path: readonly string[];
  /** The entry as written, key included; null when it is not written there. */
  readonly entry: Span | null;
  /** The key of the innermost entry on the way that is written: on one line, where the entry itself may take many. */
  readonly key: Span | null;
  /** Where to point when the field is not written: the braces around it, or the declaration. */
  readonly near: Span;
}

/** Where an item of a list is, for removing it. */
export interface ItemSlot {
  readonly list: ListExpression;
  readonly span: Span;
}

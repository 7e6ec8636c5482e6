import type { Plain } from "../../evaluate/values/plain.ts";
import { type Absent, type Cause, causesOf, type Hop, type Value } from "../../evaluate/values/value.ts";
import type { ListExpression } from "../../template/expression.ts";
import type { Reference } from "../../template/reference.ts";
import type { Written, ItemSlot, Slot } from "../../template/written.ts";

/**
 * A fact in the model: its value, where it is or would be written, and how it is written. Defaults are not applied
 * here.
 */
export interface Field<T> {
  readonly value: Value<T> | Absent;
  readonly slot: Slot;
  /** The names passed through on the way to the slot, outermost first: editing there changes all their uses. */
  readonly through: readonly Hop[];
  /** The keys on the way, as `a/A`, of which it is not documented which counts. */
  readonly spellings?: string;
  /** How the schema spells a value. A method, so that a field of strings is also a field of something. */
  encode(value: T | Reference): Written;
}

/** A list of facts. */
export interface ListField<T> {
  readonly state: "absent" | "written" | "unknown";
  readonly items: readonly Item<T>[];
  /** Why there may be more items than these; empty when these are all. */
  readonly open: readonly Cause[];
  readonly slot: Slot;
  readonly through: readonly Hop[];
  /** The keys on the way, as `a/A`, of which it is not documented which counts. */
  readonly spellings?: string;
  /** The literal to which an item can be added; null when the list is computed. */
  readonly site: ListExpression | null;
  /** How the schema spells a new item. */
  encode(value: T | Reference): Written;
}

export interface Item<T> {
  readonly field: Field<T>;
  /** 0-based position in the list. */
  readonly index: number;
  /** The complete item as written in a list literal; null if it is computed. */
  readonly slot: ItemSlot | null;
  /** The item as evaluated, for what the schema does not read. */
  readonly whole: Value;
}

/** How one property is spelled in one schema: its path, and the translation of its values. */
export interface FieldSchema<T> {
  readonly path: readonly string[];
  /** Its path in earlier versions of the spelling; read, but never written. */
  readonly former?: readonly string[];
  /** The model's value of what is written; undefined when it is of a kind the property never takes. */
  readonly decode: (written: Plain) => T | undefined;
  readonly encode: (value: T | Reference) => Written;
}

/** How a list is spelled: its path, and how an item contains its value. */
export interface ListSchema<T> {
  readonly path: readonly string[];
  readonly item: FieldSchema<T>;
}

/** What the value of a field depends on. */
export function causesOfField(field: Field<unknown>): readonly Cause[] {
  const value: Value<unknown> | Absent = field.value;
  return causesOf(value);
}

/** What the items of a list depend on, and whether there are more. */
export function causesOfList({ items, open }: ListField<unknown>): readonly Cause[] {
  return [...open, ...items.flatMap(({ field }) => causesOfField(field))];
}

/** A property as its syntax spells it: `defaultAction`, or `default_action` in Terraform. */
export function spellingOf({ slot }: Pick<Field<unknown> | ListField<unknown>, "slot">): string {
  return slot.path.at(-1) ?? "";
}

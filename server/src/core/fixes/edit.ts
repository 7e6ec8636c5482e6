import type { Origin } from "../evaluate/values/value.ts";
import type { Field, Item, ListField } from "../network/fields/field.ts";
import type { Reference } from "../template/reference.ts";
import type { Edit } from "./fix.ts";

/** Gives a field a value, whether it is written yet or not. */
export function set<T>(field: Field<T>, value: NoInfer<T> | Reference): Edit {
  return { kind: "set", field, value: field.encode(value) };
}

/** Removes a property, key and all. */
export function clear(field: Field<unknown> | ListField<unknown>): Edit {
  return { kind: "clear", field };
}

/** Adds items at the end of a list, which is written if it does not exist yet. */
export function append<T>(list: ListField<T>, ...values: readonly (NoInfer<T> | Reference)[]): Edit {
  return { kind: "append", list, values: values.map((value) => list.encode(value)) };
}

/** Removes items of one list. */
export function remove(list: ListField<unknown>, items: readonly Item<unknown>[]): Edit {
  return { kind: "remove", list, items };
}

/** Writes an item anew in the shape the list takes. */
export function rewrite<T>(list: ListField<T>, item: Item<T>, value: NoInfer<T>): Edit {
  return { kind: "rewrite", item, value: list.encode(value) };
}

/** Writes another word in place of one that a known value has. */
export function respell(origin: Origin, from: string, to: string): Edit {
  return { kind: "respell", origin, from, to };
}

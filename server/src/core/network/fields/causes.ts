import { type Absent, type Cause, causesOf, type Value } from "../../evaluate/values/value.ts";
import type { Field, ListField } from "./field.ts";

/** What the value of a field depends on. */
export function causesOfField(field: Field<unknown>): readonly Cause[] {
  const value: Value<unknown> | Absent = field.value;
  return causesOf(value);
}

/** What the items of a list depend on, and whether there are more. */
export function causesOfList({ items, open }: ListField<unknown>): readonly Cause[] {
  return [...open, ...items.flatMap(({ field }) => causesOfField(field))];
}

import type { Field, ListField } from "./field.ts";

/** A property as its syntax spells it: `defaultAction`, or `default_action` in Terraform. */
export function spellingOf({ slot }: Pick<Field<unknown> | ListField<unknown>, "slot">): string {
  return slot.path.at(-1) ?? "";
}

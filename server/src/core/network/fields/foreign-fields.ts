import type { Plain } from "../../evaluate/values/plain.ts";
import type { Value } from "../../evaluate/values/value.ts";
import type { Span } from "../../text/span.ts";
import type { Field, FieldSchema, ListField } from "./field.ts";
import { readField } from "./read-field.ts";

/**
 * What is written where storage accounts have it and key vaults do not
 * (https://learn.microsoft.com/azure/templates/microsoft.storage/storageaccounts, networkAcls). Storage and Key Vault spell their
 * network rules alike, so that they are copied from one to the other.
 */
export function foreignFieldsOf(
  body: Value,
  lists: readonly ListField<unknown>[],
  near: Span,
): readonly Field<unknown>[] {
  const items = lists.flatMap((list) => list.items);
  const inItems = items.flatMap(({ whole, field }) =>
    ["action", "state"].map((key): Field<unknown> => {
      const read = readField(whole, anything(key), whole.origin.span);
      return { ...read, through: [...field.through, ...read.through] };
    }),
  );
  const inBlock = readField(body, anything("properties", "networkAcls", "resourceAccessRules"), near);
  return [...inItems, inBlock].filter((field) => field.slot.entry !== null);
}

function anything(...path: readonly string[]): FieldSchema<Plain> {
  return { path, decode: (written) => written, encode: () => null };
}

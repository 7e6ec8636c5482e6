import { anyIteration } from "../../evaluate/expressions/for.ts";
import type { ResourceInstance } from "../../evaluate/types.ts";
import { evaluateIn } from "../../evaluate/scope.ts";
import type { Plain } from "../../evaluate/values/plain.ts";
import { type Cause, type Hop, is, type Value } from "../../evaluate/values/value.ts";
import { truth } from "../../logic/truth.ts";
import type { Field, FieldSchema, Item, ListField } from "./field.ts";
import { readField } from "./read-field.ts";

/**
 * What is written where storage accounts have it and key vaults do not
 * (https://learn.microsoft.com/azure/templates/microsoft.storage/storageaccounts, networkAcls). Storage and Key Vault spell their
 * network rules alike, so that they are copied from one to the other.
 */
export function foreignFieldsOf(
  body: Value,
  lists: readonly ListField<unknown>[],
  instance: ResourceInstance,
): readonly Field<unknown>[] {
  const near = instance.declaration.labelSpan;
  const items = lists.flatMap((list) =>
    list.items.length > 0 ? list.items.map(wholeItem) : anyItem(list, instance),
  );
  const inItems = items.flatMap(({ whole, through }) =>
    ofItems.flatMap((schema): readonly Field<unknown>[] => {
      const read = readField(whole, schema, whole.origin.span);
      return isWritten(read) ? [{ ...read, through: [...through, ...read.through] }] : none;
    }),
  );
  const inBlock = readField(body, ofBlock, near);
  return isWritten(inBlock) ? [...inItems, inBlock] : inItems;
}

const none: readonly Field<unknown>[] = [];

/** A property that is null, or may be, is not written: https://learn.microsoft.com/azure/azure-resource-manager/bicep/data-types#nullable-types */
function isWritten({ slot, value }: Field<unknown>): boolean {
  return slot.entry !== null && is(value, (written) => truth(written !== null)) === "yes";
}

interface WholeItem {
  readonly whole: Value;
  readonly through: readonly Hop[];
}

function wholeItem({ whole, field }: Item<unknown>): WholeItem {
  return { whole, through: field.through };
}

/** What each item would be in a loop that has no iterations yet: filling its list creates such items. */
function anyItem(
  { slot, open, through }: ListField<unknown>,
  { frame }: ResourceInstance,
): readonly WholeItem[] {
  const loop = slot.into?.entries.find((entry) => entry.kind === "entry" && entry.span === slot.entry)?.value;
  if (loop?.kind !== "for") return [];
  const because: readonly Cause[] =
    open.length > 0 ? open : [{ kind: "unsupported", construct: { kind: "loop-without-iterations" } }];
  const scope = anyIteration(loop.loop, { frame, locals: null }, because);
  return [{ whole: evaluateIn(scope, loop.body), through }];
}

const ofItems = [anything("action"), anything("state")];
const ofBlock = anything("properties", "networkAcls", "resourceAccessRules");

function anything(...path: readonly string[]): FieldSchema<Plain> {
  return { path, decode: (written) => written, encode: () => null };
}

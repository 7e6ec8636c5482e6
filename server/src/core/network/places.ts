import { hops, writtenAt } from "../evaluate/values/value.ts";
import type { Field, Item, ListField } from "./fields/field.ts";
import type { Vault } from "./network.ts";
import type { Span } from "../text/document.ts";

/** Where a setting of the vault is decided: its value as written; else the key of its block; else the vault's label. */
export function placeOfSetting(vault: Vault, field: Field<unknown>): Span {
  const { value } = field;
  if (value.kind !== "absent") return writtenAt(value.origin);
  const isInBlock = field === vault.defaultAction || field === vault.bypass;
  return isInBlock && vault.networkAcls.value.kind !== "absent" ? placeOfRules(vault) : vault.label;
}

/** Where the network rules are written: their key, or what a caller or a variable gives for them. */
function placeOfRules(vault: Vault): Span {
  const { value, slot } = vault.networkAcls;
  if (value.kind === "absent") return vault.label;
  if (hops(value.origin).length > 0) return writtenAt(value.origin);
  return slot.key ?? slot.near;
}

/** Where an item of a list is decided. */
export function placeOfItem(item: Item<unknown>): Span {
  const { value } = item.field;
  return writtenAt(value.kind === "absent" ? item.whole.origin : value.origin);
}

/** Where a list is written: its key. */
export function placeOfList(list: ListField<unknown>): Span {
  return list.slot.key ?? list.slot.near;
}

/** Whether a place, such as a cursor, is within what is written there. */
export function touches(written: Span, { document, start, end }: Span): boolean {
  return written.document === document && written.start <= end && start <= written.end;
}

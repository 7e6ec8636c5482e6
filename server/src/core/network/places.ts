import type { Frame } from "../evaluate/scope.ts";
import { hops, type Origin, writtenAt } from "../evaluate/values/value.ts";
import { memoize } from "../logic/memoize.ts";
import { isWithin } from "../template/template.ts";
import { contains, type Span } from "../text/document.ts";
import type { Field, Item, ListField } from "./fields/field.ts";
import type { Network, Vault } from "./network.ts";
import type { Resource } from "./resources-by-type.ts";

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

/**
 * Where a resource refers to another one: in its own declaration, or in the argument that brings the other into its module. An output
 * or a variable, to which more resources refer, says nothing about this one.
 */
export function placeOfReference(
  { value, slot: { entry } }: Field<unknown>,
  { label, instance }: Pick<Resource, "label" | "instance">,
): Span {
  if (value.kind === "absent") return label;
  const isWrittenHere = entry === null || contains(entry, value.origin.span);
  return isWrittenHere ? argumentOf(value.origin, instance.frame) : entry;
}

/**
 * The outermost argument through which a value was passed, if each one is written in a module call; otherwise the
 * place of use.
 */
function argumentOf({ span, from }: Origin, { caller }: Frame): Span {
  if (from?.via !== "argument" || !caller || !isWithin(caller.template, from.origin.span)) return span;
  return argumentOf(from.origin, caller);
}

/** The origins of a vault's settings and rules. */
export function originsOfVault(vault: Vault): readonly Origin[] {
  const fields = [vault.publicNetworkAccess, vault.networkAcls, vault.defaultAction, vault.bypass];
  const lists: readonly { readonly items: readonly Item<unknown>[] }[] = [vault.ipRules, vault.subnetRules];
  return [
    ...fields.flatMap(({ value }) => (value.kind === "absent" ? [] : [value.origin])),
    ...lists.flatMap(({ items }) =>
      items.map(({ field, whole }) => (field.value.kind === "absent" ? whole.origin : field.value.origin)),
    ),
  ];
}

/** The vaults whose configuration is written here and may be deployed. */
export const judgedVaults = memoize((network: Network): readonly Vault[] =>
  network.vaults.filter((vault) => !vault.existing && vault.exists.truth !== "no"),
);

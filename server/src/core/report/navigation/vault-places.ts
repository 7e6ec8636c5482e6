import { ownVaults, type World } from "../../access/worlds.ts";
import { writtenAt } from "../../evaluate/values/value.ts";
import type { Field, Item } from "../../network/fields/field.ts";
import type { Vault } from "../../network/network.ts";
import type { Span } from "../../text/document.ts";

/** Where the settings of a vault are written; null if they are not. */
export interface VaultPlaces {
  readonly publicNetworkAccess: Span | null;
  readonly defaultAction: Span | null;
  readonly bypass: Span | null;
  readonly ipRules: readonly (Span | null)[];
  readonly subnetRules: readonly (Span | null)[];
}

/** Where the settings of each vault are written, by the vault's key. */
export function placesOfVaults(worlds: readonly World[]): ReadonlyMap<string, VaultPlaces> {
  return new Map(ownVaults(worlds).map(({ key, vault }) => [key, placesOf(vault)]));
}

function placesOf(vault: Vault): VaultPlaces {
  return {
    publicNetworkAccess: placeOfField(vault.publicNetworkAccess),
    defaultAction: placeOfField(vault.defaultAction),
    bypass: placeOfField(vault.bypass),
    ipRules: vault.ipRules.items.map(placeOfItem),
    subnetRules: vault.subnetRules.items.map(placeOfItem),
  };
}

/** The entry of a property; the value, if it comes from elsewhere and has no entry of its own. */
export function placeOfField(field: Field<unknown>): Span | null {
  if (field.value.kind === "absent") return null;
  return field.slot.entry ?? writtenAt(field.value.origin);
}

/** Where a known value is written: in a variable, an argument or a parameter file if it comes from there. */
export function placeOfValue({ value }: Field<unknown>): Span | null {
  return value.kind === "known" ? writtenAt(value.origin) : null;
}

/** An item of a list as written. */
export function placeOfItem(item: Item<unknown>): Span | null {
  return item.slot?.span ?? placeOfField(item.field);
}

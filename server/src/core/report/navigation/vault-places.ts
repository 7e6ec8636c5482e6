import { ipRulesOf } from "../../access/entries.ts";
import { ownVaults, type World } from "../../access/worlds.ts";
import { writtenAt } from "../../evaluate/values/value.ts";
import type { Field, Item } from "../../network/fields/field.ts";
import type { Vault } from "../../network/network.ts";
import { type Document, type Span, spanKey } from "../../text/document.ts";

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

/** An IP rule as written, with its number of addresses. */
interface WideRange {
  readonly span: Span;
  readonly count: number;
}

/** The IP rules in a document that contain more than one address. */
export function wideRanges(worlds: readonly World[], document: Document): readonly WideRange[] {
  const found = new Map<string, WideRange>();
  for (const rule of worlds.flatMap(({ network }) =>
    network.vaults.flatMap((vault) => ipRulesOf(vault).rules),
  )) {
    const { value } = rule.item.field;
    if (value.kind !== "known" || !rule.entry || !("range" in rule.entry)) continue;
    const { first, last } = rule.entry.range;
    const span = writtenAt(value.origin);
    if (first === last || span.document !== document.id || !literalAt(document, span, value.value)) continue;
    found.set(spanKey(span), { span, count: last - first + 1 });
  }
  return [...found.values()];
}

/** Whether a text is literally at a span, with or without quotes: a computed text may represent many values. */
function literalAt(document: Document, { start, end }: Span, text: string): boolean {
  const written = document.text.slice(start, end);
  return written === text || (written.slice(1, -1) === text && /^["']/.test(written));
}

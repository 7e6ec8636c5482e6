import { type Cause, causesOf, distinctCauses } from "../evaluate/values/value.ts";
import { memoize, once, oncePerRecentText } from "../logic/memoize.ts";
import { firstSharing } from "../ip/first-sharing.ts";
import { contribution, entryOfText, type IpEntry } from "../ip/ip-entry.ts";
import { IpBounds, IpSet, publicAddresses } from "../ip/ip-set.ts";
import type { Item } from "../network/fields/field.ts";
import type { Vault } from "../network/network.ts";

/** An IP rule and the addresses it allows. */
export interface IpRule {
  readonly item: Item<string>;
  /** What is written; null if its value is not known. */
  readonly entry: IpEntry | null;
  readonly bounds: IpBounds;
}

export interface IpRules extends Pick<Listing, "bounds" | "reachable"> {
  readonly rules: readonly IpRule[];
  /** The first rule that may list some of these addresses. */
  readonly firstListing: (addresses: IpSet) => IpRule | null;
  readonly because: readonly Cause[];
}

/** The IP rules of a vault with what they allow, computed once per vault. */
export const ipRulesOf = memoize((vault: Vault): IpRules => {
  const rules = vault.ipRules.items.map(readRule);
  const { bounds, reachable, indexOfFirst } = listingOf(rules, vault.ipRules.open.length > 0);
  return {
    rules,
    bounds,
    reachable,
    firstListing: (addresses) => rules[indexOfFirst()(addresses) ?? -1] ?? null,
    because: distinctCauses([
      ...rules.flatMap((rule) => causesOf(rule.item.field.value)),
      ...vault.ipRules.open,
    ]),
  };
});

/** What a list of rules allows, wherever it is written. */
interface Listing {
  /** All rules together, and the unknown part of the list. */
  readonly bounds: IpBounds;
  /** The public addresses in these bounds. */
  readonly reachable: IpBounds;
  /** The place of the first rule that may list some of the addresses. */
  readonly indexOfFirst: () => (addresses: IpSet) => number | null;
}

function listingOf(rules: readonly IpRule[], isOpen: boolean): Listing {
  const texts = rules.map(({ item: { field } }) => (field.value.kind === "known" ? field.value.value : null));
  return isOpen || texts.includes(null)
    ? listed(
        rules.map(({ bounds }) => bounds),
        isOpen,
      )
    : listingOfTexts(JSON.stringify(texts));
}

/** The same list is written in each environment, and again after each keystroke. */
const listingOfTexts = oncePerRecentText(
  100,
  (texts) =>
    listed(
      (JSON.parse(texts) as string[]).map((text) => contribution(entryOfText(text))),
      false,
    ),
  1_000,
);

function listed(rules: readonly IpBounds[], isOpen: boolean): Listing {
  const bounds = IpBounds.unionOf(isOpen ? [...rules, IpBounds.unknown] : rules);
  return {
    bounds,
    reachable: bounds.intersect(IpBounds.known(publicAddresses)),
    indexOfFirst: once(() => firstSharing(rules.map(({ possible }) => possible))),
  };
}

/** What a rule lists: its text, or what it depends on. */
export type Listed = string | readonly Cause[];

export function listedBy(rule: IpRule): Listed {
  const { value } = rule.item.field;
  return value.kind === "known" ? value.value : causesOf(value);
}

function readRule(item: Item<string>): IpRule {
  const { value } = item.field;
  if (value.kind === "known") {
    const entry = entryOfText(value.value);
    return { item, entry, bounds: contribution(entry) };
  }
  if (value.kind === "oneOf") {
    const options = value.options.map((option) => contribution(entryOfText(option.value)));
    return { item, entry: null, bounds: oneOf(options) };
  }
  // An item without a value allows nothing; an unknown one may allow any address.
  return { item, entry: null, bounds: value.kind === "absent" ? IpBounds.none : IpBounds.unknown };
}

/** What all options allow is certain, what any of them allows is possible. */
function oneOf(options: readonly IpBounds[]): IpBounds {
  const certain = options.reduce((set, each) => set.intersect(each.certain), IpSet.all);
  return IpBounds.between(certain, IpBounds.unionOf(options).possible);
}

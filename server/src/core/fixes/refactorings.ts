import { addTo } from "../logic/grouped.ts";
import type { World } from "../access/worlds.ts";
import { judge } from "../access/verdict.ts";
import type { Network, Subnet, Vault } from "../network/network.ts";
import { type Span, spanKey } from "../text/document.ts";
import { closings, type KeptSource } from "./close-and-keep.ts";
import { fix, type Fix, titleKey, remove, set } from "./fix.ts";
import { allowTitle, wayInForSubnet } from "./open-path.ts";
import { offeredFixes } from "./plan.ts";
import { judgedVaults, placeOfItem, placeOfList, placeOfSetting, touches } from "../network/places.ts";
import { cidrRange, formatCidr } from "../ip/ip-range.ts";
import { classifyIpEntry } from "../ip/ip-entry.ts";
import { IpSet, publicAddresses } from "../ip/ip-set.ts";
import { type CidrRule, cidrRules, outermostRules } from "../access/ip-rules.ts";

/**
 * What can be rewritten at a place although nothing is wrong there. Each changes who gets in, and says so in its title; it is
 * offered where all instances of a vault, in all worlds, would be written alike. `sources` are those that an access file names.
 */
export function refactoringsAt(
  worlds: readonly World[],
  place: Span,
  sources: readonly KeptSource[] = [],
): readonly Fix[] {
  const groups = new Map<string, (readonly Fix[])[]>();
  for (const { network } of worlds)
    for (const vault of judgedVaults(network))
      if (!vault.state) addTo(groups, spanKey(vault.span), refactoringsOf(vault, network, place, sources));
  const offered = [...groups.values()].flatMap(offeredFixes);
  return offered.filter(
    (fix, index) => offered.findIndex((each) => titleKey(each) === titleKey(fix)) === index,
  );
}

function refactoringsOf(
  vault: Vault,
  network: Network,
  place: Span,
  sources: readonly KeptSource[],
): readonly Fix[] {
  const rules = [
    placeOfSetting(vault, vault.defaultAction),
    placeOfList(vault.ipRules),
    placeOfList(vault.subnetRules),
  ];
  const isAtRules = [vault.label, ...rules].some((each) => touches(each, place));
  return [
    ...wideMerges(vault, place),
    ...(isAtRules ? [...closings(vault, network, sources), ...lettingIn(vault, network)] : []),
  ];
}

/** More subnets than these are not offered one by one. */
const mostSubnets = 6;

/** The ways to allow subnets of the deployment that the vault blocks. */
function lettingIn(vault: Vault, network: Network): readonly Fix[] {
  const shutOut = network.subnets.filter((subnet) => isShutOut(vault, subnet, network));
  return shutOut.slice(0, mostSubnets).flatMap((subnet) => {
    const way = wayInForSubnet(vault, subnet, network);
    if (!way) return [];
    const { edits, beside } = way;
    return [fix({ title: allowTitle([subnet], way.way), target: vault, edits, beside })];
  });
}

/** A subnet without a private endpoint of the vault that no rule certainly allows. */
function isShutOut(vault: Vault, subnet: Subnet, network: Network): boolean {
  const { verdict, reason } = judge(vault, network, { kind: "subnet", subnet });
  return verdict === "denied" ? reason === "DENY_DEFAULT_ACTION" : reason === "DEPENDS_EGRESS";
}

/** Merging into a wider range is no longer a cleanup. */
const widestPrefix = 16;

/**
 * Merges of the rule at a place with others into one range that allows more than they do: with its nearest neighbors, and
 * with all rules of the list where one range that is not too wide holds them. Exact merges are a matter of their own.
 */
function wideMerges(vault: Vault, place: Span): readonly Fix[] {
  const rules = outermostRules(cidrRules(vault).filter(({ realm }) => realm === "public"));
  const rule = rules.find((each) => touches(placeOfItem(each.item), place));
  if (!rule) return [];
  const merges = widerRanges(rule)
    .map((into) => mergeInto(vault, into, rules))
    .filter((merge) => merge !== null);
  const [nearest] = merges;
  const whole = merges.find((merge) => merge.count === rules.length);
  const distinct = new Set([nearest, whole]);
  return [...distinct].flatMap((merge) => (merge && merge.added > 0 ? [merge.fix] : []));
}

/** The CIDR ranges around a rule, the narrowest first. */
function widerRanges({ entry }: CidrRule): readonly string[] {
  const count = Math.max(0, entry.prefix - widestPrefix);
  const prefixes = Array.from({ length: count }, (_, index) => entry.prefix - 1 - index);
  return prefixes.map((prefix) => formatCidr(cidrRange(entry.range.first, prefix).first, prefix));
}

interface WideMerge {
  readonly fix: Fix;
  readonly count: number;
  /** How many addresses get in that did not before. */
  readonly added: number;
}

/** Null when the range holds no second rule. */
function mergeInto(vault: Vault, into: string, rules: readonly CidrRule[]): WideMerge | null {
  const entry = classifyIpEntry(into);
  if (entry.kind !== "cidr") return null;
  const { range } = entry;
  const [first, ...others] = rules.filter(
    (rule) => range.first <= rule.entry.range.first && rule.entry.range.last <= range.last,
  );
  if (!first || others.length === 0) return null;
  const before = IpSet.of(rules.map((rule) => rule.entry.range));
  const added = IpSet.of([range]).intersect(publicAddresses).minus(before).size;
  const count = others.length + 1;
  const title = { kind: "merge", count, into, added } as const;
  const items = others.map((rule) => rule.item);
  const edits = [set(first.item.field, into), remove(vault.ipRules, items)];
  return { fix: fix({ title, target: vault, edits }), count, added };
}

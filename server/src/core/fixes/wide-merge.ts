import { cidrRange, formatCidr } from "../ip/cidr.ts";
import { classifyIpEntry } from "../ip/ip-entry.ts";
import { IpSet } from "../ip/ip-set.ts";
import { publicAddresses } from "../ip/well-known-ranges.ts";
import type { Vault } from "../network/network.ts";
import type { Span } from "../text/span.ts";
import { remove, set } from "./edit.ts";
import { fix, type Fix } from "./fix.ts";
import { type CidrRule, cidrRules, outermostRules } from "../access/ip-rules.ts";
import { placeOfItem, touches } from "../network/places.ts";

/** Merging into a wider range is no longer a cleanup. */
const widestPrefix = 16;

/**
 * Merges of the rule at a place with others into one range that allows more than they do: with its nearest neighbors, and
 * with all rules of the list where one range that is not too wide holds them. Exact merges are a matter of their own.
 */
export function wideMerges(vault: Vault, place: Span): readonly Fix[] {
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

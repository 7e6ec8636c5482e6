import type { IpRule } from "../../access/entries.ts";
import { ipRulesOf, printRule } from "../../access/entries.ts";
import { sayCauses, sayCount } from "../../access/say.ts";
import { causesOf } from "../../evaluate/values/value.ts";
import { explainGarbage } from "../../ip/garbage.ts";
import type { IpEntry } from "../../ip/ip-entry.ts";
import { formatRange } from "../../ip/ip-range.ts";
import { IpSet } from "../../ip/ip-set.ts";
import { realmOf } from "../../ip/well-known-ranges.ts";
import type { Vault } from "../../network/network.ts";
import { tagsOverlapping } from "../../services/overlapping-tags.ts";
import type { ServiceTags } from "../../services/service-tags.ts";
import { escapeMarkdown } from "../../text/markdown.ts";

/** What one IP rule admits, whose addresses these are, and which other rules say the same, as Markdown. */
export function describeIpRule(vault: Vault, rule: IpRule, tags: ServiceTags): string {
  const { entry } = rule;
  const title = `**IP rule** ${escapeMarkdown(printRule(rule))} of ${escapeMarkdown(vault.symbol)}`;
  const says = entry ? describeEntry(entry) : `depends on ${escapeMarkdown(sayWhy(rule))}`;
  return [`${title}: ${says}`, ...ownersOf(rule, tags), ...overlaps(vault, rule), learnMore].join("\n\n");
}

const learnMore =
  "[IP rules](https://learn.microsoft.com/azure/key-vault/general/network-security) take public IPv4 addresses and CIDR ranges, at most 1,000 for a vault.";

function sayWhy(rule: IpRule): string {
  return sayCauses(causesOf(rule.item.field.value));
}

function describeEntry(entry: IpEntry): string {
  switch (entry.kind) {
    case "cidr":
      return `${describeRange(entry.range)}${describeRealm(entry.range)}`;
    case "hostBits":
      return `the address has bits beyond /${entry.prefix}. Meant is either the network ${entry.network} (${describeRange(entry.range)}) or ${entry.address}; what Azure takes it for is not documented.`;
    case "dash":
      return `${describeRange(entry.range)}. Key Vault does not document ranges with a dash; the same as CIDR: ${entry.cidrs.slice(0, 8).join(", ")}.`;
    case "ipv6":
      return "IPv6, which Key Vault does not support in IP rules.";
    case "garbage":
      return `no IPv4 address or range: ${explainGarbage(entry.reason)}.`;
  }
}

function describeRange(range: { readonly first: number; readonly last: number }): string {
  return `${formatRange(range)}, ${sayCount(range.last - range.first + 1, "address")}`;
}

function describeRealm(range: { readonly first: number; readonly last: number }): string {
  switch (realmOf(range)) {
    case "private":
      return ". This is a private range: Key Vault rejects it in IP rules. Use a subnet rule or a private endpoint.";
    case "unroutable":
      return ". No client of the public endpoint can have such an address, so the rule never matches.";
    case "public":
      return "";
  }
}

const mostTags = 4;

/** The services of Azure that have addresses of the rule. */
function ownersOf(rule: IpRule, tags: ServiceTags): readonly string[] {
  const own = addressesOf(rule);
  const names = own.isEmpty ? [] : tagsOverlapping(tags, own);
  if (names.length === 0) return [];
  const more = names.length - mostTags;
  const shown = names.slice(0, mostTags).map(escapeMarkdown);
  const rest = more > 0 ? ` and ${sayCount(more, "further tag")}` : "";
  const day = tags.published === null ? "" : ` (${tags.published})`;
  return [`Among Azure's own addresses${day}: ${shown.join(", ")}${rest}.`];
}

const mostOverlaps = 4;

/** The other rules of the vault that share addresses with this one. */
function overlaps(vault: Vault, rule: IpRule): readonly string[] {
  const own = addressesOf(rule);
  const others = ipRulesOf(vault).rules.filter(
    (other) => other !== rule && !own.isEmpty && own.overlaps(addressesOf(other)),
  );
  if (others.length === 0) return [];
  const lines = others.slice(0, mostOverlaps).map((other) => `- ${sayRelation(own, other)}`);
  const more = others.length - mostOverlaps;
  return [[...lines, ...(more > 0 ? [`- and ${sayCount(more, "further rule")}`] : [])].join("\n")];
}

function sayRelation(own: IpSet, other: IpRule): string {
  const theirs = addressesOf(other);
  const name = escapeMarkdown(printRule(other));
  if (own.equals(theirs)) return `The same as ${name}.`;
  if (own.isSubsetOf(theirs)) return `Already covered by ${name}.`;
  if (theirs.isSubsetOf(own)) return `Covers ${name}.`;
  return `Overlaps ${name} in ${sayCount(own.intersect(theirs).size, "address")}.`;
}

function addressesOf({ entry }: IpRule): IpSet {
  return entry && "range" in entry ? IpSet.of([entry.range]) : IpSet.empty;
}

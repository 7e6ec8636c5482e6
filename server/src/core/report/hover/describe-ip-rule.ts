import { type IpRule, ipRulesOf, listedBy } from "../../access/entries.ts";
import { causesOf } from "../../evaluate/values/value.ts";
import type { IpEntry } from "../../ip/ip-entry.ts";
import { formatRange } from "../../ip/ip-range.ts";
import { IpSet } from "../../ip/ip-set.ts";
import { realmOf } from "../../ip/well-known-ranges.ts";
import type { Vault } from "../../network/network.ts";
import { tagsOverlapping } from "../../services/overlapping-tags.ts";
import type { ServiceTags } from "../../services/service-tags.ts";
import type { Addresses, IpRuleFact } from "../../words/ip-rule-fact.ts";
import type { Words } from "../../words/words.ts";
import { sayTogether } from "./say-together.ts";
import type { IpRuleTopic } from "./topic.ts";

/** What IP rules admit, whose addresses these are, and which other rules say the same, as Markdown. */
export function describeIpRules({ places }: IpRuleTopic, tags: ServiceTags, words: Words): string {
  const { ipRule: say, ipRuleTitle } = words.hover;
  return sayTogether(
    places.map(({ across, vault, rule }) => ({
      across,
      what: ipRuleTitle(listedBy(rule)),
      value: say(factOf(rule, vault.kind)),
      isOpen: rule.entry === null,
      rest: [
        ...ownersOf(rule, tags).map(say),
        overlaps(vault, rule)
          .map((fact) => `- ${say(fact)}`)
          .join("\n"),
        say({ kind: "limits", of: vault.kind }),
      ],
    })),
    words,
  );
}

function factOf({ entry, item }: IpRule, of: Vault["kind"]): IpRuleFact {
  return entry ? factOfEntry(entry, of) : { kind: "depends", because: causesOf(item.field.value) };
}

function factOfEntry(entry: IpEntry, of: Vault["kind"]): IpRuleFact {
  switch (entry.kind) {
    case "cidr":
      return { kind: "range", range: addressesIn(entry.range), realm: realmOf(entry.range), of };
    case "hostBits": {
      const { prefix, network, address } = entry;
      return { kind: "host-bits", prefix, network, range: addressesIn(entry.range), address };
    }
    case "dash":
      return { kind: "dash", range: addressesIn(entry.range), cidrs: entry.cidrs.slice(0, mostCidrs) };
    case "ipv6":
      return { kind: "ipv6" };
    case "garbage":
      return { kind: "not-a-range", why: entry.reason };
  }
}

const mostCidrs = 8;

function addressesIn(range: { readonly first: number; readonly last: number }): Addresses {
  return { text: formatRange(range), count: range.last - range.first + 1 };
}

const mostTags = 4;

/** The services of Azure that have addresses of the rule. */
function ownersOf(rule: IpRule, tags: ServiceTags): readonly IpRuleFact[] {
  const own = addressesOf(rule);
  const names = own.isEmpty ? [] : tagsOverlapping(tags, own);
  if (names.length === 0) return [];
  const more = Math.max(0, names.length - mostTags);
  return [{ kind: "owners", tags: names.slice(0, mostTags), more, published: tags.published }];
}

const mostOverlaps = 4;

/** The other rules of the vault that share addresses with this one. */
function overlaps(vault: Vault, rule: IpRule): readonly IpRuleFact[] {
  const own = addressesOf(rule);
  const others = ipRulesOf(vault).rules.filter(
    (other) => other !== rule && !own.isEmpty && own.overlaps(addressesOf(other)),
  );
  const facts = others.slice(0, mostOverlaps).map((other) => relationOf(own, other));
  const count = others.length - mostOverlaps;
  return count > 0 ? [...facts, { kind: "more-overlaps", count }] : facts;
}

function relationOf(own: IpSet, rule: IpRule): IpRuleFact {
  const theirs = addressesOf(rule);
  const other = listedBy(rule);
  if (own.equals(theirs)) return { kind: "same", other };
  if (own.isSubsetOf(theirs)) return { kind: "covered", other };
  if (theirs.isSubsetOf(own)) return { kind: "covers", other };
  return { kind: "overlaps", other, addresses: own.intersect(theirs).size };
}

function addressesOf({ entry }: IpRule): IpSet {
  return entry && "range" in entry ? IpSet.of([entry.range]) : IpSet.empty;
}

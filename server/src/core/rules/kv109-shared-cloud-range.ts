import { judge } from "../access/verdict.ts";
import { blocksOfRange, rangeWith } from "../ip/ip-range.ts";
import { IpSet } from "../ip/ip-set.ts";
import type { Network, Vault } from "../network/network.ts";
import { admittedByRules, admittedEach, type CidrRule, cidrRules } from "../access/ip-rules.ts";
import { inboundRules, membershipsOf } from "../access/perimeter.ts";
import { knownText } from "../evaluate/values/value.ts";
import { placeOfItem } from "../network/places.ts";
import { learn, eachVault, type Finding, type Rule, finding } from "./rule.ts";
import type { ServiceTags } from "../services/service-tags.ts";

export const sharedCloudRange: Rule = {
  code: "KV109",
  name: "shared-cloud-range",
  severity: "warning",
  references: learn("key-vault/general/network-security", "virtual-network/service-tags-overview"),
  check: eachVault(function* (vault, network, { serviceTags }) {
    yield* checkPerimeters(vault, network, serviceTags);
    const rules = cidrRules(vault);
    if (rules.length === 0 || !isClosedToOthers(vault, network)) return;
    const azure = serviceTags.dataCentres;
    const shared = IpSet.unionOf(rules.map(addressesOf)).intersect(azure);
    if (shared.isEmpty) return;
    const wide = rules.filter((rule) => isSharedWidely(rule, shared, azure));
    const all = IpSet.unionOf(wide.map(addressesOf)).intersect(shared);
    const isAdmitted = wide.length > 1 && admittedEach(vault, network, all);
    for (const rule of wide) {
      const addresses = addressesOf(rule).intersect(shared);
      if (!isAdmitted && !admittedByRules(vault, network, addresses)) continue;
      yield finding(vault, {
        fact: { kind: "KV109", rule: rule.text },
        span: placeOfItem(rule.item),
        decided: { kind: "addresses", addresses },
      });
    }
  }),
};

/** A rule of a perimeter may name all addresses of Azure by their tag: https://learn.microsoft.com/azure/virtual-network/service-tags-overview */
function* checkPerimeters(vault: Vault, network: Network, tags: ServiceTags): Iterable<Finding> {
  const items = membershipsOf(vault, network).flatMap((membership) =>
    inboundRules(membership).flatMap(({ serviceTags }) => serviceTags.items),
  );
  for (const item of items) {
    const tag = knownText(item.field.value) ?? "";
    const addresses = sharedTag.test(tag) ? tags.addressesOf(tag) : null;
    if (!addresses || !isClosedToOthers(vault, network)) continue;
    const { verdict, reason } = judge(vault, network, { kind: "addresses", addresses });
    if (verdict !== "allowed" || reason !== "ALLOW_PERIMETER_RULE") continue;
    yield finding(vault, {
      fact: { kind: "KV109", rule: tag },
      span: placeOfItem(item),
      decided: { kind: "addresses", addresses },
    });
  }
}

const sharedTag = /^AzureCloud(?:\.\w+)?$/i;

/** For rules wider than any network that one customer gets, the width is what matters. */
const widestPrefix = 8;

/** If any address is or may be allowed, it matters little who owns one. */
function isClosedToOthers(vault: Vault, network: Network): boolean {
  return judge(vault, network, { kind: "internet" }).verdict === "denied";
}

/**
 * A few addresses inside Azure may belong to one customer; a whole prefix that Microsoft publishes does not, whatever its size.
 * A rule that extends beyond Azure's addresses contains such a prefix, because of two overlapping CIDR blocks one contains the other.
 */
function isSharedWidely(rule: CidrRule, shared: IpSet, azure: IpSet): boolean {
  const own = addressesOf(rule);
  if (rule.entry.prefix < widestPrefix || !own.overlaps(shared)) return false;
  return rule.entry.prefix < 28 || !own.isSubsetOf(shared) || isPublished(rule, azure);
}

function isPublished({ entry }: CidrRule, azure: IpSet): boolean {
  const { first, last } = entry.range;
  const around = rangeWith(azure.ranges, first);
  return (
    around !== null &&
    last <= around.last &&
    blocksOfRange(around).some((block) => isSame(block, entry.range))
  );
}

function isSame(block: { first: number; bits: number }, range: { first: number; last: number }): boolean {
  return block.first === range.first && range.last - range.first + 1 === 2 ** block.bits;
}

function addressesOf({ entry }: CidrRule): IpSet {
  return IpSet.of([entry.range]);
}

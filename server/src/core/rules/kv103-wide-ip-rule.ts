import { publicAddresses } from "../ip/ip-set.ts";
import { admittedByRules, type CidrRule, cidrRules, publicPart } from "../access/ip-rules.ts";
import { placeOfItem } from "../network/places.ts";
import { learn, eachVault, type Rule, finding } from "./rule.ts";

export const wideIpRule: Rule = {
  code: "KV103",
  name: "wide-ip-rule",
  severity: "info",
  references: learn("key-vault/general/network-security"),
  check: eachVault(function* (vault, network, { widestIpPrefix }) {
    for (const rule of cidrRules(vault)) {
      if (rule.entry.prefix >= widestIpPrefix || isNearlyEveryAddress(rule)) continue;
      const addresses = publicPart(rule.entry.range);
      if (!admittedByRules(vault, network, addresses)) continue;
      yield finding(vault, {
        fact: { kind: "KV103", rule: rule.text, addresses: addresses.size },
        span: placeOfItem(rule.item),
        decided: { kind: "addresses", addresses },
      });
    }
  }),
};

/** A rule that lists nearly every address is reported by KV102. */
function isNearlyEveryAddress({ entry }: CidrRule): boolean {
  return publicPart(entry.range).size >= (publicAddresses.size * 15) / 16;
}

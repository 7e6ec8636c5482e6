import { subnetLabel } from "../access/source.ts";
import { replaceSubnet } from "../fixes/open-path.ts";
import { is } from "../evaluate/values/value.ts";
import { truth } from "../logic/truth.ts";
import type { Network, SubnetRule, Vault } from "../network/network.ts";
import { placeOfItem } from "../network/places.ts";
import { seenInstead } from "./questions/seen-instead.ts";
import { learn, eachVault, type Found, type Rule, finding } from "./rule.ts";

export const ruleNeedsFirewallSubnet: Rule = {
  code: "KV414",
  name: "rule-needs-firewall-subnet",
  severity: "warning",
  fixable: true,
  references: learn("firewall/firewall-faq", "virtual-network/virtual-network-service-endpoints-overview"),
  check: eachVault((vault, network) => vault.subnetLinks.flatMap((rule) => checkRule(vault, rule, network))),
};

/** Azure rejects the rule unless it ignores missing endpoints: KV302 reports that. */
function checkRule(vault: Vault, rule: SubnetRule, network: Network): Found {
  const { link, item, ignoreMissingServiceEndpoint: ignored } = rule;
  if (link.kind !== "declared" || is(ignored.value, truth) !== "yes") return [];
  if (!network.intact || mayListMore(vault)) return [];
  const seen = seenInstead(vault, rule, network);
  if (!seen) return [];
  return finding(vault, {
    fact: { kind: "KV414", subnet: subnetLabel(link.to), seen: subnetLabel(seen) },
    span: placeOfItem(item),
    decided: { kind: "subnet", subnet: link.to },
    related: [
      { fact: { kind: "subnet-declared" }, span: link.to.label },
      { fact: { kind: "service-endpoint-on" }, span: seen.label },
    ],
    fixes: replaceSubnet(vault, item, link.to, seen),
  });
}

/** A rule that is not known may be the one for the firewall's subnet. */
function mayListMore({ subnetRules, subnetLinks }: Vault): boolean {
  return subnetRules.open.length > 0 || subnetLinks.some(({ link }) => link.kind === "unknown");
}

import { serviceEndpointOn } from "../path/endpoints.ts";
import { subnetLabel } from "../access/source.ts";
import { is } from "../evaluate/values/value.ts";
import { truth } from "../logic/truth.ts";
import { namesakes, sameResource } from "../network/ids/links.ts";
import { sameNetwork } from "../network/ids/same-network.ts";
import { isCreatedByTerraform } from "../network/writes/writes.ts";
import type { Network, Subnet, SubnetRule, Vault } from "../network/network.ts";
import { turnOnServiceEndpoint } from "../fixes/open-path.ts";
import { seenInstead } from "./questions/seen-instead.ts";
import { placeOfItem } from "../network/places.ts";
import { learn, eachVault, type Found, type Rule, finding } from "./rule.ts";

export const subnetLacksServiceEndpoint: Rule = {
  code: "KV302",
  name: "subnet-lacks-service-endpoint",
  severity: "error",
  fixable: true,
  references: learn(
    "key-vault/general/overview-vnet-service-endpoints",
    "virtual-network/virtual-network-service-endpoints-overview",
  ),
  check: eachVault((vault, network) => vault.subnetLinks.flatMap((rule) => checkRule(vault, rule, network))),
};

function checkRule(vault: Vault, rule: SubnetRule, network: Network): Found {
  const { link, item } = rule;
  if (vault.kind !== "vault" || link.kind !== "declared") return [];
  const subnet = link.to;
  if (subnet.exists.truth === "no" || !certainlyLacks(subnet, network)) return [];
  const isChecked = is(rule.ignoreMissingServiceEndpoint.value, truth) === "no";
  // KV414 says which subnet arrives instead.
  if (!isChecked && seenInstead(vault, rule, network)) return [];
  const label = subnetLabel(subnet);
  return finding(vault, {
    fact: { kind: "KV302", subnet: label, isRejected: isChecked },
    span: placeOfItem(item),
    severity: isChecked ? "error" : "warning",
    related: [{ fact: { kind: "subnet-declared" }, span: subnet.label }],
    fixes: turnOnServiceEndpoint(subnet),
  });
}

/** An existing subnet may have any endpoint; one that is declared twice may get it from the other declaration. */
function certainlyLacks(subnet: Subnet, network: Network): boolean {
  const others = namesakes(subnet.id, network.subnets).filter(
    (each) =>
      sameResource(each.id, subnet.id) !== "no" &&
      sameNetwork(each.networkId, subnet.networkId, network) !== "no" &&
      !areTwo(each, subnet),
  );
  return [subnet, ...others].every(
    (each) => !each.instance.declaration.existing && serviceEndpointOn(each) === "no",
  );
}

/** Subnets that are created beside each other are two, whatever they are called; one in its network may also be a resource of its own. */
function areTwo({ instance: a, inNetwork }: Subnet, { instance: b, inNetwork: other }: Subnet): boolean {
  if ([a, b].some(({ declaration, repeats }) => declaration.existing || repeats)) return false;
  const areBeside = a.frame === b.frame && (inNetwork === null) === (other === null);
  return areBeside || (isCreatedByTerraform(a) && isCreatedByTerraform(b));
}

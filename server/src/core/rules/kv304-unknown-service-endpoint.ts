import { serviceEndpointName, serviceEndpointOn } from "../path/endpoints.ts";
import { subnetLabel } from "../access/source.ts";
import type { Item } from "../network/fields/field.ts";
import type { Subnet } from "../network/network.ts";
import { fix, type Fix, remove, set } from "../fixes/fix.ts";
import { placeOfItem } from "../network/places.ts";
import { learn, type Found, type Rule, finding } from "./rule.ts";
import { foldWord, isSameWord } from "../text/fold.ts";

export const unknownServiceEndpoint: Rule = {
  code: "KV304",
  name: "unknown-service-endpoint",
  severity: "warning",
  fixable: true,
  references: learn("virtual-network/virtual-network-service-endpoints-overview"),
  check: (network) =>
    network.subnets
      .filter((subnet) => subnet.exists.truth !== "no" && !subnet.instance.declaration.existing)
      .flatMap((subnet) => subnet.serviceEndpoints.items.flatMap((item) => checkItem(subnet, item))),
};

function checkItem(subnet: Subnet, item: Item<string>): Found {
  const { value } = item.field;
  if (value.kind !== "known" || !isNearMiss(value.value)) return [];
  return finding(null, {
    fact: { kind: "KV304", subnet: subnetLabel(subnet), endpoint: value.value },
    span: placeOfItem(item),
    fixes: [correction(subnet, item, value.value)],
  });
}

/** Names of other services are not checked. */
function isNearMiss(name: string): boolean {
  const letters = foldWord(name).replace(/[^a-z]/g, "");
  return letters.includes("keyvault") && !isSameWord(name, serviceEndpointName);
}

/** One next to the correct one is removed. */
function correction(subnet: Subnet, item: Item<string>, name: string): Fix {
  const isDouble = serviceEndpointOn(subnet) === "yes";
  return fix({
    title: isDouble
      ? { kind: "remove", what: name, blocksUnlisted: false }
      : { kind: "change", to: serviceEndpointName, as: "text", allows: null },
    preferred: true,
    target: subnet,
    edits: [isDouble ? remove(subnet.serviceEndpoints, [item]) : set(item.field, serviceEndpointName)],
  });
}

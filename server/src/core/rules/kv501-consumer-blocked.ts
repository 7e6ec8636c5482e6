import { cutOffIn } from "./questions/blocked-path.ts";
import { learn, type Rule } from "./rule.ts";

export const consumerBlocked: Rule = {
  code: "KV501",
  name: "consumer-blocked",
  severity: "warning",
  fixable: true,
  references: learn(
    "key-vault/general/overview-vnet-service-endpoints",
    "app-service/app-service-key-vault-references",
    "key-vault/general/network-security",
  ),
  check: (network) => cutOffIn(network, false),
};

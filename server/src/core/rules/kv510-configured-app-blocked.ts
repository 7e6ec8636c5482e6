import { cutOffIn } from "./questions/blocked-path.ts";
import { learn, type Rule } from "./rule.ts";

export const configuredAppBlocked: Rule = {
  code: "KV510",
  name: "configured-app-blocked",
  severity: "info",
  fixable: true,
  references: learn(
    "key-vault/general/overview-vnet-service-endpoints",
    "key-vault/general/network-security",
  ),
  check: (network) => cutOffIn(network, true),
};

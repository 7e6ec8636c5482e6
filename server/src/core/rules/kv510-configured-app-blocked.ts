import { cutOffIn } from "./questions/blocked-path.ts";
import { learn, type Rule } from "./rule.ts";

export const configuredAppBlocked: Rule = {
  code: "KV510",
  name: "configured-app-blocked",
  severity: "info",
  fixable: true,
  summary: "An app is configured with the address of a vault that blocks it.",
  why: `A setting, environment variable, or argument of the app holds the vault's URI or name, so its code probably reads the vault with an SDK.
Code on Azure is not a trusted service: it needs its own path through the firewall. Here it does not have one, so its calls fail with 403
*ForbiddenByFirewall* or *ForbiddenByConnection*. Key Vault references and secrets that are declared are reported as KV501.`,
  fix: `Run the app in a subnet that has the service endpoint \`Microsoft.KeyVault\` and a rule on the vault, or give the vault a private
endpoint in the app's network. If the subnet is declared here, the fix adds what is missing.`,
  references: learn(
    "key-vault/general/overview-vnet-service-endpoints",
    "key-vault/general/network-security",
  ),
  check: (network) => cutOffIn(network, true),
};

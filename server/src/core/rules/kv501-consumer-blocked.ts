import { cutOffIn } from "./questions/blocked-path.ts";
import { learn, type Rule } from "./rule.ts";

export const consumerBlocked: Rule = {
  code: "KV501",
  name: "consumer-blocked",
  severity: "warning",
  fixable: true,
  summary: "A resource of this deployment uses a vault that blocks it.",
  why: `With \`bypass\` set to *AzureServices*, the services on Microsoft's list are allowed, each for specific scenarios. Your own code on Azure is
not among them: Key Vault references in app settings, containers, pods, scripts. It needs its own path through the firewall. Here it
does not have one, so its calls fail with 403 *ForbiddenByFirewall* or *ForbiddenByConnection*.`,
  fix: `Run the resource in a subnet that has the service endpoint \`Microsoft.KeyVault\` and a rule on the vault, or give the vault a private
endpoint in the resource's network. If the subnet is declared here, the fix adds what is missing.`,
  references: learn(
    "key-vault/general/overview-vnet-service-endpoints",
    "app-service/app-service-key-vault-references",
    "key-vault/general/network-security",
  ),
  check: (network) => cutOffIn(network, false),
};

import { membershipsOf } from "../access/perimeter.ts";
import type { Network, Vault } from "../network/network.ts";
import { finding } from "./finding.ts";
import { judgedVaults } from "../network/judged-vaults.ts";
import { placeOfSetting } from "../network/places.ts";
import type { Finding, Rule } from "./rule.ts";

export const azurermOverridesPerimeter: Rule = {
  code: "KV408",
  name: "azurerm-overrides-perimeter",
  severity: "info",
  onByDefault: true,
  fixable: false,
  summary:
    "Terraform's azurerm provider resets the public access of a vault that a perimeter is supposed to secure.",
  why: `\`azurerm_key_vault\` supports only *Enabled* and *Disabled*. The value that a vault in a network security perimeter is supposed to have,
\`SecuredByPerimeter\`, appears as a difference in the plan, and the next apply overwrites it. In transition mode (\`Learning\`), the vault's own setting
decides. An enforced association secures the vault whatever that setting is, so nothing is reported in that case.`,
  fix: "Set `publicNetworkAccess` with the azapi provider, and ignore changes to `public_network_access_enabled`.",
  references: ["https://learn.microsoft.com/azure/private-link/network-security-perimeter-transition"],
  alsoKnownAs: [],
  check: (network) => judgedVaults(network).flatMap((vault) => checkVault(vault, network)),
};

function checkVault(vault: Vault, network: Network): readonly Finding[] {
  const joined = membershipsOf(vault, network).find(
    ({ holds, mode }) => holds === "yes" && mode.enforced === "no",
  );
  const isWrittenByAzurerm = vault.exactWords && vault.publicNetworkAccess.value.kind !== "absent";
  if (!joined || !isWrittenByAzurerm) return [];
  return [
    finding(vault, {
      fact: { kind: "KV408" },
      span: placeOfSetting(vault, vault.publicNetworkAccess),
      related: [{ fact: { kind: "in-perimeter" }, span: joined.association.label }],
    }),
  ];
}

import { membershipsOf } from "../access/perimeter.ts";
import type { Network, Vault } from "../network/network.ts";
import { finding } from "./finding.ts";
import { nameOf } from "../access/say.ts";
import { judgedVaults } from "../network/judged-vaults.ts";
import { placeOfSetting } from "../network/places.ts";
import type { Finding, Rule } from "./rule.ts";

export const terraformCannotSayPerimeter: Rule = {
  code: "KV408",
  name: "terraform-cannot-say-perimeter",
  severity: "info",
  onByDefault: true,
  fixable: false,
  summary: "Terraform's azurerm writes its own public access over that of a vault in a perimeter.",
  why: `\`azurerm_key_vault\` knows *Enabled* and *Disabled* only. What a vault in a network security perimeter is meant to be,
\`SecuredByPerimeter\`, shows as a difference in its plan, and the next apply overwrites it.`,
  fix: "Write `publicNetworkAccess` with the azapi provider, and ignore changes of `public_network_access_enabled`.",
  references: ["https://learn.microsoft.com/azure/private-link/network-security-perimeter-transition"],
  alsoKnownAs: [],
  check: (network) => judgedVaults(network).flatMap((vault) => checkVault(vault, network)),
};

function checkVault(vault: Vault, network: Network): readonly Finding[] {
  const joined = membershipsOf(vault, network).find((each) => each.holds === "yes");
  const isWrittenByAzurerm = vault.exactWords && vault.publicNetworkAccess.value.kind !== "absent";
  if (!joined || !isWrittenByAzurerm) return [];
  return [
    finding(vault, {
      message: `No perimeter can secure ${nameOf(vault)}: azurerm writes Enabled or Disabled over it.`,
      span: placeOfSetting(vault, vault.publicNetworkAccess),
      related: [{ message: "The vault is put into a perimeter here.", span: joined.association.label }],
    }),
  ];
}

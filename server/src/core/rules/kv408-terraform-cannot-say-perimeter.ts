import { membershipsOf } from "../access/perimeter.ts";
import type { Network, Vault } from "../network/network.ts";
import { finding } from "./finding.ts";
import { judgedVaults } from "../network/judged-vaults.ts";
import { placeOfSetting } from "../network/places.ts";
import type { Finding, Rule } from "./rule.ts";

export const terraformCannotSayPerimeter: Rule = {
  code: "KV408",
  name: "terraform-cannot-say-perimeter",
  severity: "info",
  onByDefault: true,
  fixable: false,
  summary: "Terraform's azurerm resets the public access of a vault that a perimeter is meant to secure.",
  why: `\`azurerm_key_vault\` knows *Enabled* and *Disabled* only. What a vault in a network security perimeter is meant to be,
\`SecuredByPerimeter\`, shows as a difference in its plan, and the next apply overwrites it. While the association is in learning mode the
vault's own setting decides; an enforced association secures the vault whatever the setting says, so nothing is reported there.`,
  fix: "Write `publicNetworkAccess` with the azapi provider, and ignore changes of `public_network_access_enabled`.",
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

import { bypass } from "../../access/effective.ts";
import { sayCauses } from "../../access/say.ts";
import { causesOf, is } from "../../evaluate/values/value.ts";
import { truth } from "../../logic/truth.ts";
import type { Vault } from "../../network/network.ts";
import { escapeMarkdown } from "../../text/markdown.ts";
import type { FlagName } from "./topic.ts";

/** Who may do what by a permission: https://learn.microsoft.com/azure/templates/microsoft.keyvault/vaults, VaultProperties. */
const permissions: Readonly<Record<FlagName, string>> = {
  enabledForDeployment:
    "Azure Virtual Machines may retrieve certificates that are stored as secrets, when they are deployed (`osProfile.secrets`).",
  enabledForDiskEncryption: "Azure Disk Encryption may retrieve secrets and unwrap keys.",
  enabledForTemplateDeployment:
    "Azure Resource Manager may retrieve secrets during a deployment (`reference.keyVault`, `getSecret()`).",
};

/** What a permission of the vault is for, and whether the one who has it comes through the firewall, as Markdown. */
export function describeFlag(vault: Vault, name: FlagName): string {
  const { value, slot } = vault[name];
  const shown = value.kind === "known" ? `: **${value.value}**` : "";
  return [
    `**${slot.path.at(-1) ?? name}** of ${escapeMarkdown(vault.symbol)}${shown}`,
    permissions[name],
    `A permission, and no way through the firewall: ${passage(vault)}`,
  ].join("\n\n");
}

/** The services behind the permissions are trusted, so that the bypass alone decides about them. */
function passage(vault: Vault): string {
  const { value } = bypass(vault);
  switch (is(value, (word) => truth(word === "AzureServices"))) {
    case "yes":
      return "it passes as a trusted service, because `bypass` is `AzureServices`.";
    case "no":
      return "with `bypass` *None* it is shut out as soon as the firewall is on or public access is disabled.";
    case "maybe":
      return `whether it passes as a trusted service depends on ${escapeMarkdown(sayCauses(causesOf(value)))}.`;
  }
}

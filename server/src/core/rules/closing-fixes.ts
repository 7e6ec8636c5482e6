import type { Field } from "../network/field.ts";
import type { Vault } from "../network/network.ts";
import { set } from "./edit.ts";
import { fix } from "./finding.ts";
import type { Edit, Fix } from "./rule.ts";

/** Denies whatever no rule admits. Where no rules are written yet, the bypass is stated with it, as its default is. */
export function denyByDefault(vault: Vault, preferred: boolean): Fix {
  const deny = set(vault.defaultAction, "Deny");
  const isWritten = vault.networkAcls.value.kind !== "absent";
  const edits: readonly Edit[] = isWritten ? [deny] : [deny, set(vault.bypass, "AzureServices")];
  return fix({ title: setTitle(vault.defaultAction, "Deny"), preferred, target: vault, edits });
}

/** Closes the public endpoint to all but private endpoints and trusted services. */
export function disablePublicAccess(vault: Vault): Fix {
  const { publicNetworkAccess } = vault;
  return fix({
    title: setTitle(publicNetworkAccess, "Disabled"),
    target: vault,
    edits: [set(publicNetworkAccess, "Disabled")],
  });
}

/** "Set defaultAction to 'Deny'", with the property as its syntax spells it. */
export function setTitle(field: Field<unknown>, word: string): string {
  return `Set ${field.slot.path.at(-1) ?? "it"} to '${word}'`;
}

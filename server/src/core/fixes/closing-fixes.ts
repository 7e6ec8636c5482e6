import { lacksProperty } from "../access/effective.ts";
import type { Network, Vault } from "../network/network.ts";
import { blockedCallers, having } from "./blocked-callers.ts";
import { type Edit, fix, type Fix, set, settingTitle } from "./fix.ts";
import type { Verdict } from "../access/verdict.ts";

/** Denies whatever no rule admits. None where the version of the API is too old for it. */
export function denyByDefault(vault: Vault, network: Network, preferred: boolean): readonly Fix[] {
  const edits = denyEdits(vault);
  const blocked = blockedCallers(vault, having(vault, "defaultAction", "Deny"), network);
  const title = settingTitle(vault, vault.defaultAction, "Deny", blocked);
  return edits.length === 0 ? [] : [fix({ title, preferred, target: vault, edits })];
}

/** Where no rules are written yet, the bypass is stated with the default action, as its default is. */
export function denyEdits(vault: Vault): readonly Edit[] {
  const isWritten = vault.networkAcls.value.kind !== "absent";
  if (!isWritten && lacksProperty(vault, "networkAcls")) return [];
  const deny = set(vault.defaultAction, "Deny");
  return isWritten ? [deny] : [deny, set(vault.bypass, "AzureServices")];
}

/**
 * Closes the public endpoint to all but private endpoints and trusted services. None where the version of the API is too old
 * for it.
 */
export function disablePublicAccess(vault: Vault, network: Network, preferred: boolean): readonly Fix[] {
  if (lacksProperty(vault, "publicNetworkAccess")) return [];
  const { publicNetworkAccess: field } = vault;
  const edits = [set(field, "Disabled")];
  const blocked = blockedCallers(vault, having(vault, "publicNetworkAccess", "Disabled"), network);
  const title = settingTitle(vault, field, "Disabled", blocked);
  return [fix({ title, preferred, target: vault, edits })];
}

/** Lets trusted services through the firewall, for the scenarios they are listed with. */
export function allowTrustedServices(vault: Vault, preferred: boolean): readonly Fix[] {
  const { bypass } = vault;
  const edits = [set(bypass, "AzureServices")];
  return [fix({ title: settingTitle(vault, bypass, "AzureServices"), preferred, target: vault, edits })];
}

/** Whether a trusted caller is denied because there is no bypass; one that a perimeter denies would not pass with it either. */
export function isBypassMissed({ verdict, reason }: Verdict): boolean {
  return verdict === "denied" && reason !== "DENY_PERIMETER";
}

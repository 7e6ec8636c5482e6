import type { Vault } from "../network/network.ts";
import { respell, set } from "./edit.ts";
import { fix } from "./fix.ts";
import type { Fix } from "./fix.ts";

/** The version of the API that Azure recommends; all before it retire on 2027-02-27. */
export const currentVersion = "2026-02-01";

/** The version of the API that a vault is certainly written for; null when none is written or known. */
export function writtenVersion({ apiVersion }: Vault): string | null {
  return apiVersion?.kind === "known" && typeof apiVersion.value === "string" ? apiVersion.value : null;
}

/**
 * Raises the version of the API. From the current one on a new vault takes role assignments unless it says otherwise, so that
 * what held before is stated; `effect` ends the title (https://learn.microsoft.com/azure/key-vault/general/access-control-default).
 */
export function raiseApiVersion(vault: Vault, effect = ""): readonly Fix[] {
  const { apiVersion, enableRbacAuthorization } = vault;
  if (apiVersion?.kind !== "known" || typeof apiVersion.value !== "string") return [];
  const isSilent = vault.kind === "vault" && enableRbacAuthorization.value.kind === "absent";
  const raise = respell(apiVersion.origin, apiVersion.value, currentVersion);
  return [
    fix({
      title: `Raise the API version to ${currentVersion}${isSilent ? ", and keep access policies" : ""}${effect}`,
      preferred: true,
      target: vault,
      edits: isSilent ? [raise, set(enableRbacAuthorization, false)] : [raise],
    }),
  ];
}

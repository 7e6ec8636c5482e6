import type { Network, Vault } from "./network.ts";

/** The vaults whose configuration is written here and may be deployed. */
export function judgedVaults(network: Network): readonly Vault[] {
  return network.vaults.filter((vault) => !vault.existing && vault.exists.truth !== "no");
}

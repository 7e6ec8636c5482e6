import { memoize } from "../logic/memoize.ts";
import type { Network, Vault } from "./network.ts";

/** The vaults whose configuration is written here and may be deployed. */
export const judgedVaults = memoize((network: Network): readonly Vault[] =>
  network.vaults.filter((vault) => !vault.existing && vault.exists.truth !== "no"),
);

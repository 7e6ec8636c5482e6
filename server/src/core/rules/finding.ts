import type { Network, Vault } from "../network/network.ts";
import type { Finding, Fix } from "./rule.ts";

/** A finding about a vault; what is not said is empty. */
export function finding(
  vault: Vault | null,
  parts: Pick<Finding, "message" | "span"> & Partial<Finding>,
): Finding {
  return { related: [], unnecessary: false, fixes: [], ...parts, vault };
}

/** A fix; unless said otherwise it is one of several, and may change who gets in. */
export function fix(parts: Pick<Fix, "title" | "target" | "edits"> & Partial<Fix>): Fix {
  return { preferred: false, keepsAccess: false, ...parts };
}

/** The vaults whose configuration is written here and may be deployed. */
export function judgedVaults(network: Network): readonly Vault[] {
  return network.vaults.filter((vault) => !vault.existing && vault.exists.truth !== "no");
}

/** What messages call a vault: its symbol, whichever turn of a loop it is. */
export function nameOf(vault: Vault): string {
  return vault.instance.declaration.symbol;
}

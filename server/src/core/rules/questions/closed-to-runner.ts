import { judge } from "../../access/verdict.ts";
import type { Network, Vault, VaultContent } from "../../network/network.ts";
import { sameVault } from "../../network/writes/writes.ts";
import { judgedVaults } from "../../network/judged-vaults.ts";

/** A vault that is closed to the machine that runs Terraform unless that comes through a private endpoint, and what it is asked for. */
export interface ClosedVault {
  readonly vault: Vault;
  /** In the order of the template; never empty. */
  readonly contents: readonly VaultContent[];
  readonly isDisabled: boolean;
}

/** The vaults that nobody reaches from outside of a private endpoint: no rule of theirs could be about the machine. */
export function vaultsClosedToRunner(network: Network): readonly ClosedVault[] {
  const asked = network.vaultContents.filter(({ by, exists }) => by === "runner" && exists.truth === "yes");
  if (asked.length === 0) return [];
  return judgedVaults(network).flatMap((vault) => {
    const contents = asked.filter(
      (each) => each.vault.kind === "declared" && sameVault(each.vault.to, vault),
    );
    const reason = contents.length > 0 ? judge(vault, network, { kind: "internet" }) : null;
    if (reason?.verdict !== "denied") return [];
    const isDisabled = reason.reason === "DENY_PUBLIC_ACCESS_DISABLED";
    return isDisabled || (reason.reason === "DENY_DEFAULT_ACTION" && !hasRules(vault))
      ? [{ vault, contents, isDisabled }]
      : [];
  });
}

/** A rule that can be nobody's is told elsewhere; the machine may be meant by it. */
function hasRules({ ipRules, subnetRules }: Vault): boolean {
  return [ipRules, subnetRules].some(({ items, open }) => items.length > 0 || open.length > 0);
}

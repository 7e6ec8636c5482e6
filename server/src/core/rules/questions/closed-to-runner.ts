import { judge } from "../../access/verdict.ts";
import { mayDeclareAbout } from "../../network/may-declare.ts";
import { endpointsOf } from "../../path/endpoints.ts";
import { isEmpty } from "../../network/fields/lists.ts";
import type { Link } from "../../network/ids/links.ts";
import type { Network, Vault } from "../../network/network.ts";
import type { Resource } from "../../network/resource.ts";
import { consumersOf } from "../../services/consumers/find-consumers.ts";
import { isRunner } from "../../services/consumers/runner.ts";
import { sameVault } from "../../network/writes/writes.ts";
import { judgedVaults } from "../../network/judged-vaults.ts";
import { waitsForOpening } from "./opened-by-script.ts";

/** A vault that blocks the machine that runs Terraform unless it uses a private endpoint, and what is requested from the vault. */
export interface ClosedVault {
  readonly vault: Vault;
  /** Contents of the vault, and what runs scripts that use it, each in the order of the template; never empty. */
  readonly contents: readonly Resource[];
  readonly isDisabled: boolean;
}

/** The vaults that can be reached only through a private endpoint: none of their rules could match the machine. */
export function vaultsClosedToRunner(network: Network): readonly ClosedVault[] {
  const asked = network.vaultContents.filter(({ by, exists }) => by === "runner" && exists.truth === "yes");
  const scripts = consumersOf(network).filter(
    ({ service, exists }) => isRunner(service) && exists.truth === "yes",
  );
  if (asked.length === 0 && scripts.length === 0) return [];
  return judgedVaults(network).flatMap((vault) => {
    const contents: readonly Resource[] = [
      ...asked.filter(({ vault: link }) => isLinkTo(link, vault)),
      ...scripts.flatMap(({ resource, uses }) =>
        uses.some((use) => use.kind === "script-text" && isLinkTo(use.vault, vault)) ? [resource] : [],
      ),
    ];
    const blocked = contents.filter((content) => !waitsForOpening(content, vault, network));
    const isDisabled = blocked.length > 0 ? closedToRunner(vault, network) : null;
    return isDisabled === null ? [] : [{ vault, contents: blocked, isDisabled }];
  });
}

/** Whether it is because public access is disabled that no address and no rule allows the machine; null if something may. */
export function closedToRunner(vault: Vault, network: Network): boolean | null {
  const { verdict, reason } = judge(vault, network, { kind: "internet" });
  if (verdict !== "denied") return null;
  const isDisabled = reason === "DENY_PUBLIC_ACCESS_DISABLED";
  return isDisabled || (reason === "DENY_DEFAULT_ACTION" && !hasRules(vault)) ? isDisabled : null;
}

/** Whether nothing but the public endpoint leads to a vault. A module that gets the vault and cannot be read may declare an endpoint. */
export function hasNoOtherWay(vault: Vault, network: Network): boolean {
  return (
    vault.approvedConnections === 0 &&
    endpointsOf(vault, network).length === 0 &&
    !mayDeclareAbout(network, vault)
  );
}

function isLinkTo(link: Link<Vault>, vault: Vault): boolean {
  return link.kind === "declared" && sameVault(link.to, vault);
}

/** A rule that never matches is reported elsewhere; it may be intended for the machine. */
function hasRules({ ipRules, subnetRules }: Vault): boolean {
  return !isEmpty(ipRules) || !isEmpty(subnetRules);
}

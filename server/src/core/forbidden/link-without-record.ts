import { equalValues } from "../evaluate/values/plain.ts";
import { sameResource } from "../network/ids/links.ts";
import { sameNetwork } from "../network/ids/same-network.ts";
import type { Network, Subnet, Vault, VirtualNetworkLink } from "../network/network.ts";
import { isVaultZone } from "../path/private-dns.ts";
import { foldWord } from "../text/fold.ts";

/**
 * A link that gives a subnet's network a zone for vaults in which no record of a vault is declared. If the vault has a private
 * endpoint somewhere else, its name does not resolve there
 * (https://learn.microsoft.com/azure/private-link/private-endpoint-dns, https://learn.microsoft.com/azure/dns/private-dns-fallback).
 */
export function linkWithoutRecord(
  vault: Vault,
  { networkId }: Subnet,
  network: Network,
): VirtualNetworkLink | null {
  const found = network.virtualNetworkLinks.find(
    (link) =>
      link.exists.truth !== "no" &&
      isVaultZone(vault, link.zoneId) === "yes" &&
      sameNetwork(link.network.value, networkId, network) !== "no" &&
      !asksPublicDns(link) &&
      !hasRecord(link, vault, network),
  );
  return found ?? null;
}

function asksPublicDns({ resolutionPolicy: { value } }: VirtualNetworkLink): boolean {
  return value.kind === "known" && foldWord(value.value) === "nxdomainredirect";
}

function hasRecord({ zoneId }: VirtualNetworkLink, vault: Vault, { privateDnsZones }: Network): boolean {
  return privateDnsZones
    .filter(({ id }) => sameResource(id, zoneId) !== "no")
    .some(({ addressRecords }) =>
      addressRecords.some(({ name }) => equalValues(name, vault.name, true) === "yes"),
    );
}

import { isVaultZone, registrationsOf, zonesOfVaults } from "../path/private-dns.ts";
import type { Value } from "../evaluate/values/value.ts";
import { isEmpty } from "../network/fields/lists.ts";
import { namesakes, sameResource } from "../network/ids/links.ts";
import { isLookedUp, networkWithId, sameNetwork } from "../network/ids/same-network.ts";
import { mayDeclareAbout } from "../network/may-declare.ts";
import type { Network, PrivateDnsZone, PrivateEndpoint, Vault } from "../network/network.ts";
import { registerEndpoint } from "../fixes/declare/private-endpoint.ts";
import { isLinked, linksTo, linkZoneOf } from "../fixes/declare/resolve-privately.ts";
import { learn, eachVault, type Rule, finding } from "./rule.ts";
import { certainEndpoints } from "../access/certain-endpoints.ts";

export const endpointWithoutDns: Rule = {
  code: "KV403",
  name: "endpoint-without-dns",
  severity: "warning",
  fixable: true,
  references: learn(
    "key-vault/general/private-link-service",
    "private-link/private-endpoint-dns-integration",
  ),
  check: eachVault((vault, network) => {
    return certainEndpoints(vault, network).flatMap((endpoint) => {
      if (!hasOurNetwork(endpoint, network) || mayBeRegistered(endpoint, vault, network)) return [];
      const [at, unlinked] = [{ span: endpoint.label }, unlinkedZone(endpoint, vault, network)];
      const fact = { kind: "KV403", endpoint: endpoint.symbol, isUnlinked: unlinked !== null } as const;
      if (unlinked) return finding(vault, { ...at, fact, fixes: linkZoneOf(endpoint, unlinked, network) });
      if (!isLeftAlone(endpoint, vault, network)) return [];
      return finding(vault, { ...at, fact, fixes: registerEndpoint(endpoint, vault, network) });
    });
  }),
};

/** The zone of this deployment in which alone an endpoint is registered, if nothing links it to a network. */
function unlinkedZone(endpoint: PrivateEndpoint, vault: Vault, network: Network): PrivateDnsZone | null {
  const found = zonesOfVaults.flatMap((zones) => registrationsOf(endpoint, vault, network, zones));
  const zones = network.privateDnsZones.filter(({ id }) =>
    found.some(({ zoneId, holds }) => holds === "yes" && sameResource(id, zoneId) === "yes"),
  );
  const [zone, ...others] = zones;
  if (!zone || others.length > 0 || found.some(({ zoneId }) => sameResource(zone.id, zoneId) !== "yes"))
    return null;
  const around = networkWithId(endpoint.networkId, network);
  const isLinkedHere = isLinked(zone.id, network) || !around || linksTo(vault, around, network).length > 0;
  return !isLinkedHere && isOurs(zone.id, network) ? zone : null;
}

/** The network is declared here, so the zone could be too, but it is not. */
function isLeftAlone(endpoint: PrivateEndpoint, vault: Vault, network: Network): boolean {
  if (endpoint.zoneGroups.length > 0) return false;
  const isRegistered = zonesOfVaults.some(
    (zones) => registrationsOf(endpoint, vault, network, zones).length > 0,
  );
  return !isRegistered && !isZoneAround(endpoint, vault, network);
}

/**
 * A module that cannot be read may declare a zone for the network it is given, or a record for the vault or endpoint, and a policy may add the
 * zone group: https://learn.microsoft.com/azure/cloud-adoption-framework/ready/azure-best-practices/private-link-and-dns-integration-at-scale
 */
function mayBeRegistered(endpoint: PrivateEndpoint, vault: Vault, network: Network): boolean {
  if (network.resources(...policyAssignments).length > 0) return true;
  const around = namesakes(endpoint.networkId, network.virtualNetworks).filter(
    ({ id }) => sameResource(id, endpoint.networkId) !== "no",
  );
  return mayDeclareAbout(network, vault, endpoint, ...around);
}

const policyAssignments = [
  "microsoft.authorization/policyassignments",
  ...["resource", "resource_group", "subscription", "management_group"].map(
    (scope) => `azurerm_${scope}_policy_assignment`,
  ),
];

/**
 * An existing network is managed elsewhere, and so most likely is its DNS; its own DNS servers answer for zones that
 * are declared elsewhere.
 */
function hasOurNetwork({ networkId }: PrivateEndpoint, network: Network): boolean {
  const around = networkWithId(networkId, network);
  return around !== null && !isLookedUp(around) && isEmpty(around.dnsServers);
}

/** Other deployments may add records to a zone of theirs that is linked to the network. */
function isZoneAround(endpoint: PrivateEndpoint, vault: Vault, network: Network): boolean {
  return network.virtualNetworkLinks.some(
    (link) =>
      sameNetwork(link.network.value, endpoint.networkId, network) !== "no" &&
      zonesOfVaults.some((zones) => isVaultZone(vault, link.zoneId, zones) !== "no") &&
      !isOurs(link.zoneId, network),
  );
}

/** Whether a zone is declared here, and nothing that is not read may give it records. */
function isOurs(zoneId: Value, network: Network): boolean {
  const [zone] = network.privateDnsZones.filter(({ id }) => sameResource(id, zoneId) === "yes");
  return zone !== undefined && !zone.existing && !mayDeclareAbout(network, zone);
}

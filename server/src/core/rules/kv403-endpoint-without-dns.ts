import { isVaultZone, registrationsOf, zonesOfVaults } from "../path/private-dns.ts";
import type { Value } from "../evaluate/values/value.ts";
import { isEmpty } from "../network/fields/lists.ts";
import { namesakes, sameResource } from "../network/ids/links.ts";
import { isLookedUp, networkWithId, sameNetwork } from "../network/ids/same-network.ts";
import { mayDeclareAbout } from "../network/may-declare.ts";
import type { Network, PrivateEndpoint, Vault } from "../network/network.ts";
import { registerEndpoint } from "../fixes/declare/private-endpoint.ts";
import { eachVault, type Finding, type Rule, finding } from "./rule.ts";
import { certainEndpoints } from "../access/certain-endpoints.ts";

export const endpointWithoutDns: Rule = {
  code: "KV403",
  name: "endpoint-without-dns",
  severity: "warning",
  fixable: true,
  summary: "Nothing in the deployment makes the vault's name resolve to its private endpoint.",
  why: `Clients use a private endpoint only if they resolve the vault's name to its private address. That takes a zone group or an A record in
\`privatelink.vaultcore.azure.net\`, and a link of the zone to the network. Without the link, the name resolves to the public address;
callers then use the public endpoint, or fail if it is closed. With the link but without the record, the name does not resolve at all.`,
  fix: `Add a private DNS zone group to the endpoint, and link the zone to the callers' networks. If a central team or a policy registers
endpoints, suppress this finding and give that as the reason.`,
  references: [
    "https://learn.microsoft.com/azure/key-vault/general/private-link-service",
    "https://learn.microsoft.com/azure/private-link/private-endpoint-dns-integration",
  ],
  check: eachVault(checkVault),
};

function checkVault(vault: Vault, network: Network): readonly Finding[] {
  return certainEndpoints(vault, network)
    .filter((endpoint) => isLeftAlone(endpoint, vault, network) && !mayBeRegistered(endpoint, vault, network))
    .map((endpoint) =>
      finding(vault, {
        fact: { kind: "KV403", endpoint: endpoint.symbol },
        span: endpoint.label,
        fixes: registerEndpoint(endpoint, vault, network),
      }),
    );
}

/** The network is declared here, so the zone could be too, but it is not. */
function isLeftAlone(endpoint: PrivateEndpoint, vault: Vault, network: Network): boolean {
  if (!hasOurNetwork(endpoint, network) || endpoint.zoneGroups.length > 0) return false;
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

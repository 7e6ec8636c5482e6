import type { ResourceInstance } from "../evaluate/types.ts";
import type { Value } from "../evaluate/values/value.ts";
import { type Link, linkTo, sameResource } from "../network/ids/links.ts";
import {
  addressRecordTypes,
  networkLinkTypes,
  perimeterTypes,
  zoneGroupTypes,
  zoneTypes,
} from "../network/bind/types.ts";
import type { Network, PrivateEndpoint, Subnet, Vault } from "../network/network.ts";
import { nameOfLink } from "./member.ts";

/** A vault as it is found in the network of some root: by its key there, or by its name. */
export interface Wanted {
  /** Null in a root that does not declare it. */
  readonly key: string | null;
  readonly name: string | null;
}

/** Zones, their records and their links to networks. */
const dnsTypes = [...zoneTypes, ...addressRecordTypes, ...networkLinkTypes, ...zoneGroupTypes];

const ofPerimeters = Object.values(perimeterTypes).flat();

/**
 * The resources of a root that decide who can reach a vault: what declares and writes it, the subnets in its rules, its private
 * endpoints with the networks they are in and their zones, its perimeters, and what traffic of these subnets meets. Who uses it is not
 * among them.
 */
export function partsAbout(network: Network, wanted: Wanted): readonly ResourceInstance[] {
  const vaults = network.vaults.filter((vault) => isWanted(vault, wanted) && !vault.existing);
  const endpoints = network.privateEndpoints.filter((each) => isEndpointOf(each, wanted));
  const associated = network.perimeterAssociations.some(({ vault }) => leadsTo(vault, wanted));
  const subnets = [
    ...vaults.flatMap(({ subnetLinks }) => subnetLinks.flatMap(({ link }) => subnetParts(link, network))),
    ...endpoints.flatMap(({ subnet }) => (subnet ? subnetParts(subnet, network) : [])),
  ];
  return [
    ...new Set([
      ...vaults.flatMap((vault) => [vault, ...vault.writes].map(({ instance }) => instance)),
      ...endpoints.map(({ instance }) => instance),
      ...subnets,
      ...(subnets.length > 0 ? pathParts(network) : []),
      ...(endpoints.length > 0 ? network.resources(...dnsTypes) : []),
      ...(associated ? network.resources(...ofPerimeters) : []),
    ]),
  ];
}

/** The networks of a root with what is in them or linked to them; of the subnets, those that are wanted and those of firewalls. */
export function networkParts(
  network: Network,
  isWantedSubnet: (id: Value) => boolean,
): readonly ResourceInstance[] {
  const { subnets, resources } = network;
  return [
    ...new Set([
      ...resources(...networkTypes, ...dnsTypes, ...ofPerimeters),
      ...subnets.filter(({ id }) => isWantedSubnet(id)).map(({ instance }) => instance),
      ...pathParts(network),
    ]),
  ];
}

/** What a root attaches to networks and zones, which may be those of another one. */
export function attachments({ resources }: Network): readonly ResourceInstance[] {
  return resources(...pathTypes, ...addressRecordTypes, ...networkLinkTypes);
}

const networkTypes = ["microsoft.network/virtualnetworks", "azurerm_virtual_network"];

/** What traffic meets on its way, with the subnets of firewalls, by which it may leave. */
function pathParts(network: Network): readonly ResourceInstance[] {
  const ofFirewalls = network.firewalls.flatMap(({ subnets }) =>
    subnets.items.flatMap(({ field }) => subnetParts(linkTo(field.value, network.subnets), network)),
  );
  return [...ofFirewalls, ...network.resources(...pathTypes)];
}

function isWanted(vault: Vault, wanted: Wanted): boolean {
  return leadsTo({ kind: "declared", to: vault }, wanted);
}

function leadsTo(link: Link<Vault> | null, { key, name }: Wanted): boolean {
  if (!link) return false;
  if (link.kind === "unknown") return link.candidates.some((each) => each.key === key);
  return (link.kind === "declared" && link.to.key === key) || (name !== null && nameOfLink(link) === name);
}

function isEndpointOf({ connections }: PrivateEndpoint, wanted: Wanted): boolean {
  return connections.some(({ vault }) => leadsTo(vault, wanted));
}

/** A subnet that is declared here, with its network. */
function subnetParts(link: Link<Subnet>, network: Network): readonly ResourceInstance[] {
  if (link.kind !== "declared") return [];
  const { instance, networkId } = link.to;
  const around = network.virtualNetworks.filter(({ id }) => sameResource(networkId, id) === "yes");
  return [instance, ...around.map((each) => each.instance)];
}

/** What traffic of a subnet meets on its way: security groups, routes, gateways, firewalls, peerings and name servers. */
const pathTypes: readonly string[] = [
  "microsoft.network/networksecuritygroups",
  "azurerm_network_security_group",
  "microsoft.network/networksecuritygroups/securityrules",
  "azurerm_network_security_rule",
  "azurerm_subnet_network_security_group_association",
  "microsoft.network/routetables",
  "azurerm_route_table",
  "microsoft.network/routetables/routes",
  "azurerm_route",
  "azurerm_subnet_route_table_association",
  "microsoft.network/natgateways",
  "azurerm_nat_gateway",
  "azurerm_subnet_nat_gateway_association",
  "azurerm_nat_gateway_public_ip_association",
  "azurerm_nat_gateway_public_ip_prefix_association",
  "microsoft.network/publicipaddresses",
  "azurerm_public_ip",
  "microsoft.network/publicipprefixes",
  "azurerm_public_ip_prefix",
  "microsoft.network/azurefirewalls",
  "azurerm_firewall",
  "azurerm_firewall_network_rule_collection",
  "azurerm_firewall_application_rule_collection",
  "microsoft.network/firewallpolicies",
  "azurerm_firewall_policy",
  "microsoft.network/firewallpolicies/rulecollectiongroups",
  "microsoft.network/firewallpolicies/rulegroups",
  "azurerm_firewall_policy_rule_collection_group",
  "microsoft.network/ipgroups",
  "azurerm_ip_group",
  "azurerm_ip_group_cidr",
  "microsoft.network/virtualnetworks/virtualnetworkpeerings",
  "azurerm_virtual_network_peering",
  "azurerm_virtual_network_dns_servers",
  "microsoft.network/dnsresolvers",
  "azurerm_private_dns_resolver",
  "microsoft.network/dnsresolvers/inboundendpoints",
  "azurerm_private_dns_resolver_inbound_endpoint",
  "microsoft.network/dnsforwardingrulesets",
  "azurerm_private_dns_resolver_dns_forwarding_ruleset",
  "microsoft.network/dnsforwardingrulesets/forwardingrules",
  "azurerm_private_dns_resolver_forwarding_rule",
  "microsoft.network/dnsforwardingrulesets/virtualnetworklinks",
  "azurerm_private_dns_resolver_virtual_network_link",
  "azurerm_private_endpoint_application_security_group_association",
];

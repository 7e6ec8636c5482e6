import { identityOfRoot } from "../evaluate/instances/frames.ts";
import type { ResourceInstance } from "../evaluate/types.ts";
import type { Value } from "../evaluate/values/value.ts";
import { memoize, oncePerKey } from "../logic/memoize.ts";
import {
  addressRecordTypes,
  networkLinkTypes,
  perimeterTypes,
  zoneGroupTypes,
  zoneTypes,
} from "../network/bind/network.ts";
import { type Link, linkTo, sameResource } from "../network/ids/links.ts";
import type { LinkedVault, Network, PrivateEndpoint, Subnet, UnreadCall, Vault } from "../network/network.ts";
import { instancesIn, keysOfId, type Member, nameOfLink, type SeenVault, wantedSubnets } from "./member.ts";
import type { NetworkReference } from "./network-references.ts";
import type { Reference } from "./references.ts";

/** What one root contributes to the network of another. */
export interface Contribution {
  readonly from: Member;
  /** The same list for as long as the root stays the same. */
  readonly instances: readonly ResourceInstance[];
  readonly unread: readonly UnreadCall[];
  /** False if the root may hide something that concerns the vault. */
  readonly intact: boolean;
  /** Which lookup of the other root finds what this one declares; null for none. */
  readonly link: { readonly lookup: string; readonly to: LinkedVault } | null;
}

/** What decides about a vault in a root: the one that declares it, or another one that refers to it. */
export function partsOf(member: Member, wanted: Wanted): Contribution {
  const network = member.outside();
  const isOwner = wanted.key !== null;
  return {
    from: member,
    instances: partsIn(member, wanted),
    unread: network.unread,
    // Hidden parts of other roots do not cast doubt on what the declaring root says about the vault.
    intact: !isOwner || network.intact,
    link: null,
  };
}

/**
 * The resources of a root that decide the path of another root's requests: its virtual networks, private DNS zones and perimeters, with
 * what they contain.
 */
export function networkFor(user: Member, member: Member): Contribution {
  const { unread, intact } = member.outside();
  const wanted = [...wantedSubnets(user)].sort().join("\n");
  return { from: member, instances: networkPartsIn(member)(wanted), unread, intact, link: null };
}

/** Only the vault that a root declares, for another root that refers to almost the same name. */
export function declarationOf(member: Member, { key }: SeenVault): Contribution {
  return { from: member, instances: declarationIn(member)(key), unread: [], intact: true, link: null };
}

const declarationIn = memoize((member: Member) =>
  oncePerKey((key): readonly ResourceInstance[] => {
    const vault = member.outside().vaults.find((each) => each.key === identityOfRoot(member) + key);
    return vault ? [...new Set([vault, ...vault.writes].map(({ instance }) => instance))] : [];
  }),
);

/** What a root attaches to networks and zones of another one. */
export function attachmentsOf(member: Member): Contribution {
  const { unread } = member.outside();
  return { from: member, instances: attachmentsIn(member), unread, intact: true, link: null };
}

/** What roots that refer to networks of a root contribute to it. */
export function attachedBy(references: readonly NetworkReference[]): readonly Contribution[] {
  const users = [...new Set(references.map(({ from }) => from))];
  return users.map(attachmentsOf).filter(({ instances }) => instances.length > 0);
}

const attachmentsIn = memoize(({ outside }: Member) => attachments(outside()));

const networkPartsIn = memoize(({ outside }: Member) =>
  oncePerKey((keys): readonly ResourceInstance[] => {
    const wanted = new Set(keys.split("\n"));
    return networkParts(outside(), (id) => keysOfId(id).some((key) => wanted.has(key)));
  }),
);

const known = memoize((_: Member) => new Map<string, readonly ResourceInstance[]>());

function partsIn(member: Member, wanted: Wanted): readonly ResourceInstance[] {
  const before = known(member);
  const key = `${wanted.key ?? ""}\n${wanted.name ?? ""}`;
  const parts = before.get(key) ?? partsAbout(member.outside(), wanted);
  before.set(key, parts);
  return parts;
}

/** What roots that refer to vaults of a root contribute to it: all of them, since anything there may use the vault. */
export function usesOf(references: readonly Reference[]): readonly Contribution[] {
  return [...new Set(references.map(({ from }) => from))].map((from) => ({
    from,
    instances: withoutVaults(from),
    unread: from.outside().unread,
    intact: true,
    link: null,
  }));
}

/** What refers to a vault by its name finds the declaration, so that lookups of vaults are left out as well. */
const withoutVaults = memoize(({ outside }: Member): readonly ResourceInstance[] => {
  const network = outside();
  const vaults = network.vaults.filter(({ instance }) => instance.declaration.updates === undefined);
  const own = new Set(vaults.flatMap((vault) => [vault, ...vault.writes].map(({ instance }) => instance)));
  return instancesIn(network).filter((instance) => !own.has(instance));
});

/** A vault as it is found in the network of some root: by its key there, or by its name. */
interface Wanted {
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
function partsAbout(network: Network, wanted: Wanted): readonly ResourceInstance[] {
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
function networkParts(network: Network, isWantedSubnet: (id: Value) => boolean): readonly ResourceInstance[] {
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
function attachments({ resources }: Network): readonly ResourceInstance[] {
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

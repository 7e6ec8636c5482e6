import type { Value } from "../evaluate/values/value.ts";
import { is } from "../evaluate/values/value.ts";
import { IpBounds } from "../ip/ip-bounds.ts";
import { IpSet } from "../ip/ip-set.ts";
import { classifyIpEntry } from "../ip/ip-entry.ts";
import { privateAddresses } from "../ip/well-known-ranges.ts";
import { memoize } from "../logic/memoize.ts";
import type { Truth } from "../logic/truth.ts";
import { agreed, all, any, not, truth } from "../logic/truth.ts";
import { linkTo, sameResource } from "../network/ids/links.ts";
import type { Network, PrivateEndpoint, Subnet, Vault } from "../network/network.ts";
import type { Route } from "../network/routing.ts";
import type { SecurityGroup } from "../network/security-groups.ts";
import { hasOutboundAccess } from "./egress.ts";
import type { FirewallAnswer, Host } from "./firewall-rules.ts";
import { firewallAnswer, hostOf, tokenHost } from "./firewall-rules.ts";
import type { Answer, Resolution } from "./names.ts";
import { resolve } from "./names.ts";
import type { Connected } from "./peering.ts";
import { connection } from "./peering.ts";
import type { NextHop } from "./routes.ts";
import { hopOf, nextHops, rangesOf, routeTableOf } from "./routes.ts";
import type { Filtered, Packets } from "./security-rules.ts";
import { filter } from "./security-rules.ts";
import { serviceEndpointOn } from "./service-endpoint.ts";
import type { Destination } from "./vault-addresses.ts";
import { publicDestination, tokenDestination } from "./vault-addresses.ts";

/** How requests of a subnet get to a vault. */
export interface Path {
  readonly resolution: Resolution;
  /** One for each answer of DNS with an address. */
  readonly ways: readonly Way[];
}

/** What is between a subnet and one address of a vault. */
export interface Way {
  readonly answer: Extract<Answer, { readonly kind: "private" | "public" }>;
  /** Whether the network of the private endpoint is reachable; null on the way to the public address. */
  readonly connected: Connected | null;
  /** The security groups on the way, in the order in which they are asked. */
  readonly groups: readonly PassedGroup[];
  /** Where packets may go next: one if that is certain. */
  readonly hops: readonly PassedHop[];
}

export interface PassedGroup {
  readonly direction: "outbound" | "inbound";
  /** Null if the group is declared elsewhere. */
  readonly group: SecurityGroup | null;
  /** What its rules do; null if they are not visible. */
  readonly filtered: Filtered | null;
  /** False if it is not known whether it applies. */
  readonly applies: Truth;
}

export type Hop =
  | NextHop
  | { readonly kind: "service-endpoint"; readonly subnet: Subnet }
  | { readonly kind: "private-endpoint"; readonly endpoint: PrivateEndpoint };

export interface PassedHop {
  readonly hop: Hop;
  /** Whether packets end here, regardless of a firewall. */
  readonly drops: Truth;
  /** What the firewall at this hop does; null if there is none, or its rules are not visible. */
  readonly firewall: FirewallAnswer | null;
}

/** The way of a subnet's requests to a vault, computed once. */
export function pathOf(subnet: Subnet, vault: Vault, network: Network): Path {
  return pathsIn(network)(vault)(subnet);
}

const pathsIn = memoize((network: Network) =>
  memoize((vault: Vault) =>
    memoize((subnet: Subnet): Path => {
      const resolution = resolve(subnet.networkId, vault, network);
      return {
        resolution,
        ways: resolution.answers.flatMap((answer) => waysTo(answer, subnet, vault, network)),
      };
    }),
  ),
);

/** As `pathOf`, of a subnet that is not declared here: nothing is known but its network. */
export function pathFrom(networkId: Value, vault: Vault, network: Network): Path {
  const resolution = resolve(networkId, vault, network);
  return {
    resolution,
    ways: resolution.answers.flatMap((answer): readonly Way[] => {
      if (answer.kind === "missing") return [];
      const isPrivate = answer.kind === "private";
      const connected = isPrivate ? connection(networkId, answer.endpoint.networkId, network) : null;
      return [{ answer, connected, groups: [], hops: [] }];
    }),
  };
}

function waysTo(answer: Answer, subnet: Subnet, vault: Vault, network: Network): readonly Way[] {
  switch (answer.kind) {
    case "missing":
      return [];
    case "public":
      return [publicWay(answer, subnet, vault, network)];
    case "private":
      return [privateWay(answer, subnet, vault, network)];
  }
}

function publicWay(
  answer: Extract<Answer, { readonly kind: "public" }>,
  subnet: Subnet,
  vault: Vault,
  network: Network,
): Way {
  const destination = publicDestination(vault, publicInNetwork(subnet, network));
  const packets: Packets = { sources: sourcesOf(subnet), destination, endpoint: null };
  const table = routeTableOf(subnet, network);
  const endpoint = vault.kind === "vault" ? serviceEndpointOn(subnet) : "no";
  const direct: readonly PassedHop[] =
    endpoint === "no" ? [] : [{ hop: { kind: "service-endpoint", subnet }, drops: "no", firewall: null }];
  const routed =
    endpoint === "yes"
      ? []
      : nextHops(table, destination, network).map((hop) =>
          passed(hop, subnet, packets, hostOf(vault), network),
        );
  return {
    answer,
    connected: null,
    groups: groupsAt(subnet, "outbound", packets, "yes", network),
    hops: [...direct, ...routed],
  };
}

/** With a default route, the tag `VirtualNetwork` may contain every address. */
function publicInNetwork(subnet: Subnet, network: Network): IpBounds {
  const table = routeTableOf(subnet, network);
  const isDefaultRouted = table.kind === "declared" && table.table.routes.some(isDefaultRoute);
  return isDefaultRouted ? IpBounds.unknown : IpBounds.none;
}

/**
 * Whether a subnet certainly cannot ask Microsoft Entra ID for a token. Machines with a managed identity get theirs from an
 * address that is always reachable (https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-managed-identities-work-vm).
 */
export function isTokenBlocked(subnet: Subnet, network: Network): boolean {
  const destination = tokenDestination(publicInNetwork(subnet, network));
  const packets: Packets = { sources: sourcesOf(subnet), destination, endpoint: null };
  const groups = groupsAt(subnet, "outbound", packets, "yes", network);
  const hops = nextHops(routeTableOf(subnet, network), destination, network).map((hop) =>
    passed(hop, subnet, packets, tokenHost, network),
  );
  return (
    groups.some(({ filtered }) => filtered?.denies === "yes") ||
    agreed(hops.map(({ drops, firewall }) => any([drops, firewall?.denies ?? "no"]))) === "yes"
  );
}

function isDefaultRoute({ prefix, nextHopType }: Route): boolean {
  const isInternet =
    nextHopType.value.kind === "known" && nextHopType.value.value.toLowerCase() === "internet";
  return !isInternet && (prefix.value.kind !== "known" || prefix.value.value === "0.0.0.0/0");
}

/** The addresses of a subnet, or all that it can have. */
function sourcesOf(subnet: Subnet): IpSet {
  const ranges = rangesOf(subnet);
  const isWhole = subnet.prefixes.length > 0 && subnet.prefixes.every(({ kind }) => kind === "known");
  return isWhole && !ranges.isEmpty ? ranges : privateAddresses;
}

/** The security group of a subnet; none if it has none. */
function groupsAt(
  subnet: Subnet,
  direction: "outbound" | "inbound",
  packets: Packets,
  applies: Truth,
  network: Network,
): readonly PassedGroup[] {
  const { value } = subnet.securityGroup;
  if (value.kind === "absent" || applies === "no") return [];
  const link = linkTo(value, network.securityGroups);
  const group = link.kind === "declared" ? link.to : null;
  const isVisible = group !== null && !group.instance.declaration.existing && group.exists.truth === "yes";
  const filtered = isVisible ? filter(group, direction, packets, hasAdminRules(network)) : null;
  return [{ direction, group, filtered, applies }];
}

/**
 * Security admin rules come before those of all groups, for networks that Virtual Network Manager chooses
 * (https://learn.microsoft.com/azure/virtual-network-manager/concept-security-admins).
 */
function hasAdminRules({ resources }: Network): boolean {
  const type = "microsoft.network/networkmanagers/securityadminconfigurations/rulecollections/rules";
  return resources(type, "azurerm_network_manager_admin_rule").length > 0;
}

function passed(hop: NextHop, subnet: Subnet, packets: Packets, host: Host, network: Network): PassedHop {
  switch (hop.kind) {
    case "internet":
      return { hop, drops: not(hasOutboundAccess(subnet, network)), firewall: null };
    case "none":
      return { hop, drops: "yes", firewall: null };
    case "firewall":
      return { hop, drops: "no", firewall: firewallAnswer(hop.firewall, { ...packets, host }, network) };
    case "appliance":
    case "gateway":
    case "unknown":
      return { hop, drops: "maybe", firewall: null };
    case "unseen":
      return { hop, drops: "no", firewall: null };
  }
}

function privateWay(
  answer: Extract<Answer, { readonly kind: "private" }>,
  subnet: Subnet,
  vault: Vault,
  network: Network,
): Way {
  const { endpoint } = answer;
  const connected = connection(subnet.networkId, endpoint.networkId, network);
  const home = endpoint.subnet?.kind === "declared" ? endpoint.subnet.to : null;
  // Where the networks are not connected, the route says so.
  const virtualNetwork = connected.answer === "no" ? IpBounds.unknown : everything;
  const destination: Destination = {
    addresses: addressesOf(endpoint, home),
    virtualNetwork,
    region: null,
    service: null,
  };
  const packets: Packets = { sources: sourcesOf(subnet), destination, endpoint };
  const policies = home?.privateEndpointNetworkPolicies.value ?? null;
  const covers = (word: string): Truth =>
    policies ? is(policies, (each) => truth([word, "enabled"].includes(each.toLowerCase()))) : "no";
  return {
    answer,
    connected,
    groups: [
      ...groupsAt(subnet, "outbound", packets, "yes", network),
      ...(home ? groupsAt(home, "inbound", packets, covers("networksecuritygroupenabled"), network) : []),
    ],
    hops: privateHops(endpoint, subnet, covers("routetableenabled"), packets, vault, network),
  };
}

const everything = IpBounds.known(IpSet.all);

function addressesOf(endpoint: PrivateEndpoint, home: Subnet | null): IpSet {
  const written = endpoint.addresses.items.flatMap(({ field: { value } }) => {
    const entry = value.kind === "known" ? classifyIpEntry(value.value) : null;
    return entry?.kind === "cidr" ? [entry.range] : [];
  });
  if (written.length > 0) return IpSet.of(written);
  return home ? sourcesOf(home) : privateAddresses;
}

/**
 * A private endpoint has a route of its own, which only a route as specific as its network's address space replaces, and only
 * if its subnet says so (https://learn.microsoft.com/azure/private-link/disable-private-endpoint-network-policy).
 */
function privateHops(
  endpoint: PrivateEndpoint,
  subnet: Subnet,
  isReplaceable: Truth,
  packets: Packets,
  vault: Vault,
  network: Network,
): readonly PassedHop[] {
  const own: PassedHop = { hop: { kind: "private-endpoint", endpoint }, drops: "no", firewall: null };
  const table = routeTableOf(subnet, network);
  if (table.kind !== "declared") return [own];
  const around = network.virtualNetworks.find(({ id }) => sameResource(id, endpoint.networkId) === "yes");
  const shortest = Math.min(...(around?.prefixes.items ?? []).map(({ field }) => lengthOf(field.value)), 32);
  const replacing = table.table.routes.flatMap((route) => {
    const answer = replaces(route, packets.destination.addresses, shortest, isReplaceable);
    return answer === "no" ? [] : [{ route, answer }];
  });
  const [best] = replacing.toSorted(
    (a, b) => lengthOf(b.route.prefix.value) - lengthOf(a.route.prefix.value),
  );
  if (!best) return [own];
  const hop = passed(hopOf(best.route, network), subnet, packets, hostOf(vault), network);
  const answered = hop.firewall && withoutTranslation(hop.firewall);
  const through: PassedHop = { ...hop, firewall: answered };
  return best.answer === "yes" ? [through] : [own, through];
}

function replaces(route: Route, addresses: IpSet, shortest: number, isReplaceable: Truth): Truth {
  const { value } = route.prefix;
  const entry = value.kind === "known" ? classifyIpEntry(value.value) : null;
  if (entry?.kind !== "cidr") return value.kind === "known" ? "no" : isReplaceable === "no" ? "no" : "maybe";
  const range = IpSet.of([entry.range]);
  const covers: Truth = addresses.isSubsetOf(range) ? "yes" : range.overlaps(addresses) ? "maybe" : "no";
  // Whether a route of one address needs the setting is not documented.
  const mayReplace = any([isReplaceable, entry.prefix === 32 ? "maybe" : "no"]);
  return all([covers, mayReplace, truth(entry.prefix >= shortest)]);
}

function lengthOf(value: Parameters<typeof is>[0]): number {
  const entry =
    value.kind === "known" && typeof value.value === "string" ? classifyIpEntry(value.value) : null;
  return entry?.kind === "cidr" ? entry.prefix : 32;
}

/**
 * Network rules do not translate packets to private addresses, and then replies may go past the firewall:
 * https://learn.microsoft.com/azure/private-link/inspect-traffic-with-azure-firewall
 */
function withoutTranslation(answer: FirewallAnswer): FirewallAnswer {
  const isByNetworkRule = answer.by.some((each) => each?.kind === "written" && each.rule.kind === "network");
  return answer.denies === "no" && isByNetworkRule ? { ...answer, denies: "maybe" } : answer;
}

/**
 * The subnets whose identity the vault may see: the last one whose service endpoint is used. Behind a firewall, that of the
 * subnet itself is lost (https://learn.microsoft.com/azure/firewall/firewall-faq).
 */
export function seenSubnets(subnet: Subnet, vault: Vault, network: Network): readonly Subnet[] {
  const { ways } = pathOf(subnet, vault, network);
  const hops = ways.flatMap((way) => (way.answer.kind === "public" ? way.hops : []));
  const found = hops.flatMap(({ hop }) => {
    if (hop.kind !== "firewall") return [subnet];
    const [home] = hop.firewall.subnets.items.map((item) => linkTo(item.field.value, network.subnets));
    return home?.kind === "declared" && serviceEndpointOn(home.to) !== "no" ? [home.to] : [subnet];
  });
  return found.length === 0 ? [subnet] : [...new Set(found)];
}

import { is, type Value } from "../evaluate/values/value.ts";
import { IpBounds } from "../ip/ip-set.ts";
import { memoize, oncePerKey } from "../logic/memoize.ts";
import { agreed, any, truth } from "../logic/truth.ts";
import type { Firewall } from "../network/firewall.ts";
import { linkTo } from "../network/ids/links.ts";
import type { Network, Subnet, Vault } from "../network/network.ts";
import type { Route } from "../network/path-resources.ts";
import { asMachine, type Integration } from "../services/consumers/integration.ts";
import { foldWord } from "../text/fold.ts";
import type { Answer } from "./answers.ts";
import { interfacesAt } from "./dns-servers.ts";
import { resolve } from "./names.ts";
import { groupsFrom, hopsFrom, sourcesOf } from "./passing.ts";
import { type Connected, connection, placeOf, placeOfEndpoint } from "./peering.ts";
import { groupsBeforeDns, privateWay } from "./private-way.ts";
import { routeTablesOf } from "./routes.ts";
import type { Packets } from "./security-rules.ts";
import { causesOfEndpoint, serviceEndpointOn } from "./endpoints.ts";
import { hostOf, publicDestination, tokenDestination, tokenHost } from "./vault-addresses.ts";
import { type Hop, open, type Path, type Start, type Way } from "./way.ts";

/** The way of requests of what is in a subnet to a vault, computed once. */
export function pathOf(subnet: Subnet, vault: Vault, network: Network, integration = asMachine): Path {
  return pathsIn(network)(vault)(subnet)(integration);
}

const pathsIn = memoize((network: Network) =>
  oncePerKey((vault: Vault) =>
    oncePerKey((subnet: Subnet) =>
      oncePerKey((integration: Integration): Path => {
        const start: Start = { subnet, integration };
        const { networkId, subnet: name } = placeOf(subnet);
        const asker = {
          networkId,
          subnet: name,
          interfaces: interfacesAt(subnet, integration, network),
          dns: integration.dns,
        };
        const resolution = resolve(asker, vault, network);
        return {
          resolution,
          ways: resolution.answers.flatMap((answer) => waysTo(answer, start, vault, network)),
          lookup: groupsBeforeDns(start, network),
        };
      }),
    ),
  ),
);

/**
 * As `pathOf`, of a subnet that is not declared here: nothing is known but its network, so routes may lead to networks that are not
 * connected.
 */
export function pathFrom(networkId: Value, vault: Vault, network: Network, { dns } = asMachine): Path {
  const place = { networkId, subnet: null };
  const resolution = resolve({ ...place, interfaces: { all: [], isCertain: false }, dns }, vault, network);
  return {
    resolution,
    lookup: [],
    ways: resolution.answers.flatMap((answer): readonly Way[] => {
      if (answer.kind === "missing" || answer.kind === "conflict") return [];
      if (answer.kind === "public") return [{ answer, connected: null, groups: [], hops: [] }];
      const connected = connection(place, placeOfEndpoint(answer.endpoint), network);
      const relayed: Connected = { ...connected, answer: "maybe", why: "through-appliance" };
      return [{ answer, connected: connected.answer === "no" ? relayed : connected, groups: [], hops: [] }];
    }),
  };
}

function waysTo(answer: Answer, start: Start, vault: Vault, network: Network): readonly Way[] {
  switch (answer.kind) {
    case "missing":
    case "conflict":
      return [];
    case "public":
      return [publicWay(answer, start, vault, network)];
    case "private":
      return [privateWay(answer, start, vault, network)];
  }
}

/**
 * The subnets whose identity the vault may see: the last one whose service endpoint is used. Behind a firewall, that of the
 * subnet itself is lost (https://learn.microsoft.com/azure/firewall/firewall-faq).
 */
export function seenSubnets(
  subnet: Subnet,
  vault: Vault,
  network: Network,
  integration = asMachine,
): readonly Subnet[] {
  const { ways } = pathOf(subnet, vault, network, integration);
  const hops = ways.flatMap((way) => (way.answer.kind === "public" ? way.hops : []));
  const found = hops.flatMap(({ hop }) => {
    if (hop.kind === "firewall") return behindFirewall(hop.firewall, subnet, network);
    const mayLeadAnywhere = hop.kind === "unknown" || hop.kind === "unseen" || isUnknownAppliance(hop);
    return mayLeadAnywhere
      ? [subnet, ...network.firewalls.flatMap((each) => behindFirewall(each, subnet, network))]
      : [subnet];
  });
  return found.length === 0 ? [subnet] : [...new Set(found)];
}

function isUnknownAppliance(hop: Hop): boolean {
  return hop.kind === "appliance" && hop.address === null;
}

/** A firewall is in a subnet with a name of its own: https://learn.microsoft.com/azure/firewall/firewall-faq */
function behindFirewall({ subnets }: Firewall, subnet: Subnet, network: Network): readonly Subnet[] {
  const [home] = subnets.items.map((item) => linkTo(item.field.value, network.subnets));
  const isKnown = home?.kind === "declared";
  const homes = isKnown ? [home.to] : network.subnets.filter(({ name }) => isForFirewalls(name));
  const seen = homes.filter((each) => serviceEndpointOn(each) !== "no");
  return isKnown && seen.length > 0 ? seen : [subnet, ...seen];
}

function isForFirewalls(name: Value): boolean {
  return is(name, (text) => truth(text === "AzureFirewallSubnet")) !== "no";
}

/** The way to the public address: through a service endpoint where there is one, otherwise along the routes. */
function publicWay(
  answer: Extract<Answer, { readonly kind: "public" }>,
  start: Start,
  vault: Vault,
  network: Network,
): Way {
  const { subnet, integration } = start;
  const destination = publicDestination(vault, publicInNetwork(subnet, network));
  const packets: Packets = { sources: () => sourcesOf(subnet), destination, endpoint: null };
  const endpoint = vault.kind === "vault" ? serviceEndpointOn(subnet) : "no";
  const enters = any([endpoint, integration.routesPublic]);
  const past = { ...open({ kind: "outside", integration }), because: integration.because };
  const direct = { ...open({ kind: "service-endpoint", subnet }), because: causesOfEndpoint(subnet) };
  const isRouted = endpoint !== "yes" && integration.routesPublic !== "no";
  return {
    answer,
    connected: null,
    groups: groupsFrom(start, enters, packets, network),
    hops: [
      ...(enters === "yes" ? [] : [past]),
      ...(endpoint === "no" ? [] : [direct]),
      ...(isRouted ? hopsFrom(start, packets, hostOf(vault), network) : []),
    ],
  };
}

/**
 * The way of a subnet to Microsoft Entra ID, which issues tokens; null if it does not certainly lead through the subnet. Machines
 * with a managed identity get theirs from an address that is always reachable
 * (https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-managed-identities-work-vm).
 */
export function tokenWay(
  subnet: Subnet,
  network: Network,
  integration = asMachine,
): Pick<Way, "groups" | "hops"> | null {
  if (integration.routesPublic !== "yes") return null;
  const destination = tokenDestination(publicInNetwork(subnet, network));
  const packets: Packets = { sources: () => sourcesOf(subnet), destination, endpoint: null };
  const start: Start = { subnet, integration };
  return {
    groups: groupsFrom(start, "yes", packets, network),
    hops: hopsFrom(start, packets, tokenHost, network),
  };
}

/** Whether a subnet certainly cannot ask Microsoft Entra ID for a token. */
export function isTokenBlocked(subnet: Subnet, network: Network, integration = asMachine): boolean {
  const way = tokenWay(subnet, network, integration);
  if (!way) return false;
  return (
    way.groups.some(({ applies, filtered }) => applies === "yes" && filtered?.denies === "yes") ||
    agreed(way.hops.map(({ drops, firewall }) => any([drops, firewall?.denies ?? "no"]))) === "yes"
  );
}

/** With a default route, the tag `VirtualNetwork` may contain every address. */
function publicInNetwork(subnet: Subnet, network: Network): IpBounds {
  const routes = routeTablesOf(subnet, network).flatMap((table) => table.routes);
  return routes.some(isDefaultRoute) ? IpBounds.unknown : IpBounds.none;
}

function isDefaultRoute({ prefix, nextHopType }: Route): boolean {
  const isInternet = nextHopType.value.kind === "known" && foldWord(nextHopType.value.value) === "internet";
  return !isInternet && (prefix.value.kind !== "known" || prefix.value.value === "0.0.0.0/0");
}

import { equalValues } from "../evaluate/values/plain.ts";
import { type Cause, distinctCauses, is, type Value } from "../evaluate/values/value.ts";
import type { IpSet } from "../ip/ip-set.ts";
import { agreed, all, any, type Truth, truth } from "../logic/truth.ts";
import type { ListField } from "../network/fields/field.ts";
import { anyIn } from "../network/fields/lists.ts";
import { isLookedUp, networkWithId, sameNetwork } from "../network/ids/same-network.ts";
import { mayDeclareAbout } from "../network/may-declare.ts";
import type { Network, PrivateEndpoint, Subnet, VirtualNetwork } from "../network/network.ts";
import { causesOfPeering } from "../network/path-causes.ts";
import { isAzurerm } from "../network/bind/resource.ts";
import type { Peering } from "../network/path-resources.ts";
import { rangesIn } from "./routes.ts";

/** Whether packets get from one network to another, and what that depends on. */
export interface Connected {
  readonly answer: Truth;
  readonly why:
    | "same-network"
    | "peered"
    /** A link does not allow access, or does not say so. */
    | "access-off"
    | "subnets-left-out"
    /** The address spaces of the networks overlap, so that they cannot be peered. */
    | "overlapping"
    /** Whether it is one network is not known. */
    | "perhaps-same"
    | "one-side"
    | "through-hub"
    /** Only an appliance that routes lead to may connect them. */
    | "through-appliance"
    /** Both networks are declared here in full, and no peering of them is: it may be declared elsewhere. */
    | "unpeered"
    | "not-declared";
  /** The links that were found. */
  readonly links: readonly Peering[];
  readonly because: readonly Cause[];
}

/** Where packets start or arrive. */
export interface PlaceInNetwork {
  readonly networkId: Value;
  /** The name of the subnet; null if it is not known which one it is. */
  readonly subnet: Value | null;
}

/** Where a subnet is. */
export function placeOf({ networkId, name }: Subnet): PlaceInNetwork {
  return { networkId, subnet: name };
}

/** Where a private endpoint is. */
export function placeOfEndpoint({ networkId, subnet }: PrivateEndpoint): PlaceInNetwork {
  return { networkId, subnet: subnet?.kind === "declared" ? subnet.to.name : null };
}

/**
 * Whether a network reaches another one: it is the same, or both have a link to the other. One link alone carries nothing, and
 * links do not add up (https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering).
 */
export function connection(from: PlaceInNetwork, to: PlaceInNetwork, network: Network): Connected {
  const [here, other] = [from.networkId, to.networkId];
  const same = sameNetwork(here, other, network);
  if (same === "yes") return { answer: "yes", why: "same-network", links: [], because: [] };
  const [there, back] = [linksBetween(here, other, network), linksBetween(other, here, network)];
  const ends = [networkWithId(here, network), networkWithId(other, network)] as const;
  if (there.length > 0 && back.length > 0) {
    const connected = peered(there, back, from, to);
    return same === "no" && overlap(...ends) && connected.links.every(isWhole)
      ? { ...connected, answer: "no", why: "overlapping" }
      : connected;
  }
  const links = certainLinks(here, other, network);
  const because = distinctCauses([
    ...links.flatMap(causesOfPeering),
    ...ends.flatMap((end) => end?.openPeerings ?? []),
  ]);
  if (same === "maybe") return { answer: "maybe", why: "perhaps-same", links, because };
  const isInSight = ownsBoth(ends, network);
  const answer: Truth = isInSight ? "no" : "maybe";
  if (links.length > 0) return { answer, why: "one-side", links, because };
  const hubs = throughHub(here, other, network);
  return hubs.length > 0
    ? { answer, why: "through-hub", links: hubs, because }
    : { answer: "maybe", why: isInSight ? "unpeered" : "not-declared", links, because };
}

/** A link that may lead from one network to another. */
interface Leading {
  readonly link: Peering;
  /** Whether it is deployed and does. */
  readonly leads: Truth;
}

function linksBetween(from: Value, to: Value, network: Network): readonly Leading[] {
  return network.peerings
    .map((link) => ({
      link,
      leads: all([
        link.exists.truth,
        sameNetwork(link.networkId, from, network),
        sameNetwork(link.remote.value, to, network),
      ]),
    }))
    .filter(({ leads }) => leads !== "no");
}

/** Links on both sides, which may not be deployed, leave out a subnet, or have access switched off. */
function peered(
  there: readonly Leading[],
  back: readonly Leading[],
  from: PlaceInNetwork,
  to: PlaceInNetwork,
): Connected {
  const connects = onBothSides(there, back, ({ link, leads }) => all([leads, allowsAccess(link)]));
  const access = onBothSides(there, back, ({ link }) => allowsAccess(link));
  const included = agreed([
    any(there.map(({ link }) => includes(link, from.subnet, to.subnet))),
    any(back.map(({ link }) => includes(link, to.subnet, from.subnet))),
  ]);
  const links = [...there, ...back].map(({ link }) => link);
  const because = distinctCauses(links.flatMap(causesOfPeering));
  const why = access !== "yes" ? "access-off" : included === "yes" ? "peered" : "subnets-left-out";
  return { answer: all([connects, included]), why, links, because };
}

function onBothSides(
  there: readonly Leading[],
  back: readonly Leading[],
  ask: (each: Leading) => Truth,
): Truth {
  return all([any(there.map(ask)), any(back.map(ask))]);
}

/** On by default in azurerm; Azure documents no default, and clients that left it out have had either. */
function allowsAccess({ allowsAccess: { value }, instance }: Peering): Truth {
  if (value.kind === "absent") return isAzurerm(instance) ? "yes" : "maybe";
  return is(value, truth);
}

/** Whether two subnets take part in a peering. */
function includes({ isComplete, ...link }: Peering, local: Value | null, remote: Value | null): Truth {
  const complete = isComplete.value.kind === "absent" ? "yes" : is(isComplete.value, truth);
  const named = all([isNamed(local, link.localSubnets), isNamed(remote, link.remoteSubnets)]);
  return any([complete, named]);
}

function isWhole({ isComplete }: Peering): boolean {
  return isComplete.value.kind === "absent" || is(isComplete.value, truth) === "yes";
}

/** https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq: networks with overlapping address spaces cannot be peered. */
function overlap(a: VirtualNetwork | null, b: VirtualNetwork | null): boolean {
  return a !== null && b !== null && a !== b && spaceOf(a).overlaps(spaceOf(b));
}

function spaceOf({ prefixes }: VirtualNetwork): IpSet {
  return rangesIn(prefixes.items.map(({ field }) => field.value));
}

function isNamed(subnet: Value | null, names: ListField<string>): Truth {
  if (subnet === null || names.state === "absent") return "maybe";
  return anyIn(names, (name) => equalValues(name, subnet, true));
}

/** Whether both networks are declared here, and nothing that is not read or works without peerings may connect them. */
function ownsBoth(ends: readonly (VirtualNetwork | null)[], network: Network): boolean {
  const complete = ends.flatMap((end) =>
    end && !isLookedUp(end) && end.openPeerings.length === 0 ? [end] : [],
  );
  const isOnlyByPeering = network.resources(...connecting).length === 0;
  return isOnlyByPeering && complete.length === ends.length && !mayDeclareAbout(network, ...complete);
}

/** Meshes of Virtual Network Manager (https://learn.microsoft.com/azure/virtual-network-manager/concept-connectivity-configuration), and virtual hubs. */
const connecting: readonly string[] = [
  "microsoft.network/networkmanagers/connectivityconfigurations",
  "azurerm_network_manager_connectivity_configuration",
  "microsoft.network/virtualhubs/hubvirtualnetworkconnections",
  "azurerm_virtual_hub_connection",
];

/** The links to a network between them, which has links with both. */
function throughHub(from: Value, to: Value, network: Network): readonly Peering[] {
  const isHub = (hub: VirtualNetwork): readonly Peering[] => {
    const [first, second] = [certainLinks(from, hub.id, network), certainLinks(to, hub.id, network)];
    return first.length > 0 && second.length > 0 ? [...first, ...second] : [];
  };
  return network.virtualNetworks.map(isHub).find((links) => links.length > 0) ?? [];
}

/** The links between two networks in either direction, without those that may lead somewhere else. */
function certainLinks(a: Value, b: Value, network: Network): readonly Peering[] {
  return [...linksBetween(a, b, network), ...linksBetween(b, a, network)].flatMap(({ link, leads }) =>
    leads === "yes" ? [link] : [],
  );
}

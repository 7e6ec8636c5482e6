import { IpBounds } from "../ip/ip-bounds.ts";
import { agreed, any } from "../logic/truth.ts";
import type { Network, Subnet, Vault } from "../network/network.ts";
import type { Route } from "../network/path-resources.ts";
import { asMachine } from "../services/consumers/integration.ts";
import { hostOf, tokenHost } from "./hosts.ts";
import type { Answer } from "./answers.ts";
import { groupsFrom, hopsFrom, sourcesOf } from "./passing.ts";
import { routeTablesOf } from "./routes.ts";
import type { Packets } from "./security-rules.ts";
import { causesOfEndpoint, serviceEndpointOn } from "./service-endpoint.ts";
import { publicDestination, tokenDestination } from "./vault-addresses.ts";
import { open, type Start, type Way } from "./way.ts";
import { foldWord } from "../text/fold.ts";

/** The way to the public address: through a service endpoint where there is one, otherwise along the routes. */
export function publicWay(
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

import { IpBounds } from "../ip/ip-bounds.ts";
import { agreed, any } from "../logic/truth.ts";
import type { Network, Subnet, Vault } from "../network/network.ts";
import type { Route } from "../network/routing.ts";
import { asMachine } from "../services/consumers/integration.ts";
import type { Host } from "./hosts.ts";
import { hostOf, tokenHost } from "./hosts.ts";
import type { Answer } from "./names.ts";
import { groupsAt, passed, sourcesOf } from "./passing.ts";
import { nextHops, routeTableOf } from "./routes.ts";
import type { Packets } from "./security-rules.ts";
import { serviceEndpointOn } from "./service-endpoint.ts";
import { publicDestination, tokenDestination } from "./vault-addresses.ts";
import type { PassedHop, Start, Way } from "./way.ts";
import { open } from "./way.ts";

/** The way to the public address: through a service endpoint where there is one, otherwise along the routes. */
export function publicWay(
  answer: Extract<Answer, { readonly kind: "public" }>,
  start: Start,
  vault: Vault,
  network: Network,
): Way {
  const { subnet, integration } = start;
  const destination = publicDestination(vault, publicInNetwork(subnet, network));
  const packets: Packets = { sources: sourcesOf(subnet), destination, endpoint: null };
  const endpoint = vault.kind === "vault" ? serviceEndpointOn(subnet) : "no";
  const enters = any([endpoint, integration.routesPublic]);
  const past = enters === "yes" ? [] : [open({ kind: "outside", integration })];
  const direct = endpoint === "no" ? [] : [open({ kind: "service-endpoint", subnet })];
  const isRouted = endpoint !== "yes" && integration.routesPublic !== "no";
  const routed = isRouted ? routedHops(start, packets, hostOf(vault), network) : [];
  return {
    answer,
    connected: null,
    groups: groupsAt(subnet, "outbound", packets, enters, network),
    hops: [...past, ...direct, ...routed],
  };
}

function routedHops(start: Start, packets: Packets, host: Host, network: Network): readonly PassedHop[] {
  const { subnet, integration } = start;
  const hops = [
    ...(integration.usesRoutes === "yes" ? [] : nextHops({ kind: "none" }, packets.destination, network)),
    ...(integration.usesRoutes === "no"
      ? []
      : nextHops(routeTableOf(subnet, network), packets.destination, network)),
  ];
  return hops.map((hop) => passed(hop, start, packets, host, network));
}

/**
 * Whether a subnet certainly cannot ask Microsoft Entra ID for a token. Machines with a managed identity get theirs from an
 * address that is always reachable (https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-managed-identities-work-vm).
 */
export function isTokenBlocked(subnet: Subnet, network: Network, integration = asMachine): boolean {
  if (integration.routesPublic !== "yes") return false;
  const destination = tokenDestination(publicInNetwork(subnet, network));
  const packets: Packets = { sources: sourcesOf(subnet), destination, endpoint: null };
  const groups = groupsAt(subnet, "outbound", packets, "yes", network);
  const hops = routedHops({ subnet, integration }, packets, tokenHost, network);
  return (
    groups.some(({ filtered }) => filtered?.denies === "yes") ||
    agreed(hops.map(({ drops, firewall }) => any([drops, firewall?.denies ?? "no"]))) === "yes"
  );
}

/** With a default route, the tag `VirtualNetwork` may contain every address. */
function publicInNetwork(subnet: Subnet, network: Network): IpBounds {
  const table = routeTableOf(subnet, network);
  const isDefaultRouted = table.kind === "declared" && table.table.routes.some(isDefaultRoute);
  return isDefaultRouted ? IpBounds.unknown : IpBounds.none;
}

function isDefaultRoute({ prefix, nextHopType }: Route): boolean {
  const isInternet =
    nextHopType.value.kind === "known" && nextHopType.value.value.toLowerCase() === "internet";
  return !isInternet && (prefix.value.kind !== "known" || prefix.value.value === "0.0.0.0/0");
}

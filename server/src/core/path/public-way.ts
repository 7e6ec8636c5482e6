import { IpBounds } from "../ip/ip-bounds.ts";
import { agreed, any } from "../logic/truth.ts";
import type { Network, Subnet, Vault } from "../network/network.ts";
import type { Route } from "../network/routing.ts";
import { hostOf, tokenHost } from "./hosts.ts";
import type { Answer } from "./names.ts";
import { groupsAt, passed, sourcesOf } from "./passing.ts";
import { nextHops, routeTableOf } from "./routes.ts";
import type { Packets } from "./security-rules.ts";
import { serviceEndpointOn } from "./service-endpoint.ts";
import { publicDestination, tokenDestination } from "./vault-addresses.ts";
import type { PassedHop, Way } from "./way.ts";

/** The way to the public address: through a service endpoint where there is one, otherwise along the routes. */
export function publicWay(
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

import { is } from "../evaluate/values/value.ts";
import { classifyIpEntry } from "../ip/ip-entry.ts";
import { IpBounds } from "../ip/ip-bounds.ts";
import { IpSet } from "../ip/ip-set.ts";
import { privateAddresses } from "../ip/well-known-ranges.ts";
import type { Truth } from "../logic/truth.ts";
import { all, any, truth } from "../logic/truth.ts";
import { sameResource } from "../network/ids/links.ts";
import type { Network, PrivateEndpoint, Subnet, Vault } from "../network/network.ts";
import type { Route } from "../network/routing.ts";
import type { FirewallAnswer } from "./firewall-rules.ts";
import { hostOf } from "./hosts.ts";
import type { Answer } from "./names.ts";
import { groupsAt, passed, sourcesOf } from "./passing.ts";
import { connection } from "./peering.ts";
import { hopOf, routeTableOf } from "./routes.ts";
import type { Packets } from "./security-rules.ts";
import type { Destination } from "./vault-addresses.ts";
import type { PassedHop, Start, Way } from "./way.ts";
import { open } from "./way.ts";

/** The way to a private endpoint: straight to it, unless its subnet lets a route replace that. */
export function privateWay(
  answer: Extract<Answer, { readonly kind: "private" }>,
  start: Start,
  vault: Vault,
  network: Network,
): Way {
  const { endpoint } = answer;
  const { subnet, integration } = start;
  const connected = connection(subnet.networkId, endpoint.networkId, network);
  const home = endpoint.subnet?.kind === "declared" ? endpoint.subnet.to : null;
  if (integration.routesPrivate !== "yes") {
    const unclear: PassedHop = { ...open({ kind: "outside", integration }), drops: "maybe" };
    return { answer, connected, groups: [], hops: [unclear] };
  }
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
    hops: privateHops(endpoint, start, covers("routetableenabled"), packets, vault, network),
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
  start: Start,
  isReplaceable: Truth,
  packets: Packets,
  vault: Vault,
  network: Network,
): readonly PassedHop[] {
  const own = open({ kind: "private-endpoint", endpoint });
  const table = routeTableOf(start.subnet, network);
  if (table.kind !== "declared" || start.integration.usesRoutes !== "yes") return [own];
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
  const hop = passed(hopOf(best.route, network), start, packets, hostOf(vault), network);
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

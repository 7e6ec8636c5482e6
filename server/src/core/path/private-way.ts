import { distinctCauses, is } from "../evaluate/values/value.ts";
import { entryOfText } from "../ip/ip-entry.ts";
import { IpBounds, IpSet, privateAddresses } from "../ip/ip-set.ts";
import { once } from "../logic/memoize.ts";
import { all, any, type Truth, truth } from "../logic/truth.ts";
import { causesOfField } from "../network/fields/field.ts";
import { isLookedUp, networkWithId } from "../network/ids/same-network.ts";
import type { Network, PrivateEndpoint, Subnet, Vault } from "../network/network.ts";
import type { Route, SecurityGroup } from "../network/path-resources.ts";
import { asMachine } from "../services/consumers/integration.ts";
import { foldWord } from "../text/fold.ts";
import type { Answer } from "./answers.ts";
import { interfacesAt } from "./dns-servers.ts";
import { groupsFrom, groupsTo, hopsFrom, passed, sourcesOf } from "./passing.ts";
import { connection, placeOf, placeOfEndpoint } from "./peering.ts";
import { hiddenRoutes, hopOf, type NextHop, routeTablesOf } from "./routes.ts";
import type { Packets } from "./security-rules.ts";
import { type Destination, hostOf, type Platform, regionOf } from "./vault-addresses.ts";
import { open, type PassedGroup, type PassedHop, type Start, type Way } from "./way.ts";

/**
 * The way to a private endpoint: straight to it, unless its subnet lets a route replace that. In a network that is not
 * connected with that of the endpoint, only routes lead there.
 */
export function privateWay(
  answer: Extract<Answer, { readonly kind: "private" }>,
  start: Start,
  vault: Vault,
  network: Network,
): Way {
  const { endpoint } = answer;
  const { subnet, integration } = start;
  const direct = connection(placeOf(subnet), placeOfEndpoint(endpoint), network);
  const home = endpoint.subnet?.kind === "declared" ? endpoint.subnet.to : null;
  if (integration.routesPrivate !== "yes") {
    const hop: PassedHop = { ...open({ kind: "outside", integration }), drops: "maybe" };
    return { answer, connected: direct, groups: [], hops: [{ ...hop, because: integration.because }] };
  }
  const destination: Destination = {
    addresses: once(() => addressesOf(endpoint, home)),
    // Where the networks are not connected, the route says so.
    virtualNetwork: direct.answer === "no" ? IpBounds.unknown : everything,
    region: () => null,
    service: null,
  };
  const packets: Packets = { sources: () => sourcesOf(subnet), destination, endpoint };
  const policies = home?.privateEndpointNetworkPolicies;
  const covers = (word: string): Truth =>
    policies ? is(policies.value, (each) => truth([word, "enabled"].includes(foldWord(each)))) : "no";
  const relays = direct.answer === "yes" ? [] : relaysTo(start, packets, vault, network);
  const isRelayed = direct.answer === "no" && relays.length > 0;
  return {
    answer,
    connected: isRelayed ? { ...direct, answer: "maybe", why: "through-appliance" } : direct,
    groups: [
      ...groupsFrom(start, "yes", packets, network),
      ...(home
        ? groupsTo(
            home,
            all([covers("networksecuritygroupenabled"), mayFilter(endpoint, network)]),
            packets,
            network,
          )
        : []),
    ],
    hops: isRelayed
      ? relays
      : [...privateHops(endpoint, start, covers("routetableenabled"), packets, vault, network), ...relays],
  };
}

/** Where these rules are not available (https://learn.microsoft.com/azure/private-link/private-endpoint-overview#limitations), what Azure makes of them is not documented. */
function mayFilter(endpoint: PrivateEndpoint, network: Network): Truth {
  const around = networkWithId(endpoint.networkId, network);
  // They are in one region, so it is enough to know that of one.
  const regions = [endpoint, around].map((each) => each && regionOf(each));
  return regions.some((region) => unfiltered.test(region ?? "")) ? "maybe" : "yes";
}

const unfiltered = /^(?:us(?:gov|dod)|china|westindia$|australiacentral2$|southafricawest$|brazilsoutheast$)/;

/** The appliances and gateways that routes lead to, which may forward packets to networks that are not connected. */
function relaysTo(start: Start, packets: Packets, vault: Vault, network: Network): readonly PassedHop[] {
  return hopsFrom(start, packets, hostOf(vault), network)
    .filter(({ hop }) => hop.kind !== "internet" && hop.kind !== "none")
    .map(translated);
}

const everything = IpBounds.known(IpSet.all);

function addressesOf(endpoint: PrivateEndpoint, home: Subnet | null): IpSet {
  const written = endpoint.addresses.items.flatMap(({ field: { value } }) => {
    const entry = value.kind === "known" ? entryOfText(value.value) : null;
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
  const home = endpoint.subnet?.kind === "declared" ? endpoint.subnet.to : null;
  const because = home ? causesOfField(home.privateEndpointNetworkPolicies) : [];
  const own: PassedHop = { ...open({ kind: "private-endpoint", endpoint }), because };
  if (start.integration.usesRoutes !== "yes") return [own];
  const shortest = shortestOf(endpoint, network);
  const tables = routeTablesOf(start.subnet, network);
  const routes = tables.flatMap(({ routes, exists }) =>
    routes.map((route) => {
      const replacing = replaces(route, packets.destination.addresses(), shortest, isReplaceable);
      return { route, answer: all([replacing, exists.truth, tables.length === 1 ? "yes" : "maybe"]) };
    }),
  );
  const arrive = (next: NextHop): PassedHop => {
    const hop = passed(next, start, packets, hostOf(vault), network);
    return translated({ ...hop, because: distinctCauses([...hop.because, ...because]) });
  };
  const hidden = isReplaceable === "no" ? [] : hiddenRoutes(start.subnet, network);
  const found = hidden.map(arrive);
  for (const { route, answer } of routes.toSorted((a, b) => lengthOf(b.route) - lengthOf(a.route))) {
    if (answer === "no") continue;
    found.push(arrive(hopOf(route, network)));
    if (answer === "yes") return found;
  }
  return [...found, own];
}

/** The length of the shortest prefix of an endpoint's network; null if it is not known. */
function shortestOf({ networkId }: PrivateEndpoint, network: Network): number | null {
  const around = networkWithId(networkId, network);
  const entries = (around?.prefixes.items ?? []).map(({ field: { value } }) =>
    value.kind === "known" ? entryOfText(value.value) : null,
  );
  const lengths = entries.flatMap((entry) => (entry?.kind === "cidr" ? [entry.prefix] : []));
  const isWhole =
    lengths.length > 0 && lengths.length === entries.length && around?.prefixes.open.length === 0;
  return isWhole ? Math.min(...lengths) : null;
}

function replaces(
  { prefix: { value } }: Route,
  addresses: IpSet,
  shortest: number | null,
  isReplaceable: Truth,
): Truth {
  const entry = value.kind === "known" ? entryOfText(value.value) : null;
  if (entry?.kind !== "cidr") return value.kind === "known" || isReplaceable === "no" ? "no" : "maybe";
  const range = IpSet.of([entry.range]);
  const covers: Truth = addresses.isSubsetOf(range) ? "yes" : range.overlaps(addresses) ? "maybe" : "no";
  // Whether a route of one address needs the setting is not documented.
  const mayReplace = any([isReplaceable, entry.prefix === 32 ? "maybe" : "no"]);
  return all([covers, mayReplace, shortest === null ? "maybe" : truth(entry.prefix >= shortest)]);
}

function lengthOf({ prefix: { value } }: Route): number {
  const entry = value.kind === "known" ? entryOfText(value.value) : null;
  return entry?.kind === "cidr" ? entry.prefix : 32;
}

/**
 * Network rules do not translate packets to private addresses, and then replies may go past the firewall:
 * https://learn.microsoft.com/azure/private-link/inspect-traffic-with-azure-firewall
 */
function translated(hop: PassedHop): PassedHop {
  const { firewall } = hop;
  const isByNetworkRule = firewall?.by.some(
    (each) => each?.kind === "written" && each.rule.kind === "network",
  );
  return firewall?.denies === "no" && isByNetworkRule
    ? { ...hop, firewall: { ...firewall, denies: "maybe" } }
    : hop;
}

/** Where Azure's DNS answers, and where machines get the tokens of their identity. */
const dns: Platform = { tag: "azureplatformdns", protocol: "udp", port: 53 };
const tokens: Platform = { tag: "azureplatformimds", protocol: "tcp", port: 80 };

/**
 * The groups with rules for queries to Azure's DNS. Where a network has servers of its own, no group applies to queries
 * (https://learn.microsoft.com/azure/virtual-network/virtual-networks-name-resolution-for-vms-and-role-instances).
 */
export function groupsBeforeDns(start: Start, network: Network): readonly PassedGroup[] {
  const groups = groupsBefore(dns, start, network);
  const asks = groups.length === 0 ? "no" : asksAzure(start, network);
  return asks === "no" ? [] : groups.map((group) => ({ ...group, applies: all([group.applies, asks]) }));
}

/** The groups with rules for requests of machines for tokens of their identity. */
export function groupsBeforeTokens(start: Start, network: Network): readonly PassedGroup[] {
  return groupsBefore(tokens, start, network);
}

function groupsBefore(platform: Platform, start: Start, network: Network): readonly PassedGroup[] {
  if (!network.securityGroups.some((group) => names(group, platform))) return [];
  const destination: Destination = {
    addresses: () => IpSet.all,
    virtualNetwork: IpBounds.known(IpSet.all),
    service: null,
    region: () => null,
    platform,
  };
  const packets = { sources: () => sourcesOf(start.subnet), destination, endpoint: null };
  return groupsFrom(start, "yes", packets, network).filter(({ group }) => group && names(group, platform));
}

function names({ rules }: SecurityGroup, { tag }: Platform): boolean {
  return rules.some(({ destination }) =>
    destination.prefixes.items.some(
      ({ field }) => is(field.value, (word) => truth(foldWord(word) === tag)) === "yes",
    ),
  );
}

/** Whether queries of machines certainly go to Azure's DNS, or may. */
function asksAzure({ subnet, integration }: Start, network: Network): Truth {
  if (integration.dns === "own") return "no";
  const around = networkWithId(subnet.networkId, network);
  const isOwnMachine = integration.outbound === asMachine.outbound && integration.dns === "network";
  if (!around || isLookedUp(around) || !isOwnMachine) return "maybe";
  const interfaces = interfacesAt(subnet, integration, network).all;
  const isDefault = [around, ...interfaces].every(
    ({ dnsServers: { items, open } }) => items.length + open.length === 0,
  );
  return isDefault ? "yes" : "maybe";
}

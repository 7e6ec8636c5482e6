import { type Absent, type Cause, causesOf, is, type Value } from "../evaluate/values/value.ts";
import { parseIpv4 } from "../ip/ip-range.ts";
import { addTo } from "../logic/grouped.ts";
import { memoize } from "../logic/memoize.ts";
import { all, any, type Truth, truth } from "../logic/truth.ts";
import type { ListField } from "../network/fields/field.ts";
import { isEmpty, mayHaveMore } from "../network/fields/lists.ts";
import type { Firewall } from "../network/firewall.ts";
import { type Link, linkTo, refersTo, sameId } from "../network/ids/links.ts";
import { isLookedUp, networkWithId, sameNetwork } from "../network/ids/same-network.ts";
import type { Network, NetworkInterface, Subnet } from "../network/network.ts";
import type { ForwardingRule, ForwardingRuleset, InboundEndpoint } from "../network/path-resources.ts";
import type { Integration } from "../services/consumers/integration.ts";
import { foldWord } from "../text/fold.ts";
import { firewallDns } from "./firewall-rules.ts";
import type { PlaceInNetwork } from "./peering.ts";
import { zoneNames } from "./private-dns.ts";
import { isAt, rangesOf } from "./routes.ts";

/** Where queries are answered: with the zones that are linked to a network, or it is not known where. */
export type View =
  | { readonly kind: "network"; readonly id: Value }
  | { readonly kind: "unknown"; readonly server: string | null; readonly because: readonly Cause[] };

/** Who asks: anything in a network, or in one of its subnets. */
export interface Asker extends PlaceInNetwork {
  /** The network interfaces that may ask, which may have DNS servers of their own. */
  readonly interfaces: Interfaces;
  readonly dns: Integration["dns"];
}

/**
 * Where the queries of what is in a network are answered, and those of interfaces in it with servers of their own
 * (https://learn.microsoft.com/azure/virtual-network/virtual-networks-name-resolution-for-vms-and-role-instances).
 */
export function viewsOf({ networkId: from, interfaces, dns }: Asker, network: Network): readonly View[] {
  if (dns === "own") return [{ kind: "unknown", server: null, because: [] }];
  if (dns === "azure") return azuresDns(from, network);
  const own = interfaces.all.filter(({ dnsServers }) => !isEmpty(dnsServers));
  const views = own.flatMap(({ dnsServers }) => viewsBy(dnsServers, from, network));
  if (views.length > 0 && interfaces.isCertain) return views;
  const around = networkWithId(from, network);
  const isSeen = around && !isLookedUp(around);
  return [...(isSeen ? viewsBy(around.dnsServers, from, network) : azuresDns(from, network)), ...views];
}

/** Without servers, Azure answers. */
function viewsBy(servers: ListField<string>, from: Value, network: Network): readonly View[] {
  if (isEmpty(servers)) return azuresDns(from, network);
  const { items, open } = servers;
  const views = items.flatMap(({ field: { value } }) =>
    isAzuresOwn(value) ? azuresDns(from, network) : [answeredBy(value, network)],
  );
  return open.length > 0 ? [...views, { kind: "unknown", server: null, because: open }] : views;
}

/** Azure's DNS asks other servers for the domains of a ruleset, and looks into the linked zones for all others. */
function azuresDns(from: Value, network: Network): readonly View[] {
  const own: View = { kind: "network", id: from };
  const found: View[] = hiddenRules(from, network);
  for (const { rule, applies } of forwardingRules(from, network)) {
    found.push(...forwarded(rule, own, network));
    if (applies === "yes") return found;
  }
  return [...found, own];
}

function forwarded({ servers }: ForwardingRule, own: View, network: Network): readonly View[] {
  const { items, open } = servers;
  const views = items.map(({ field: { value } }) => (isAzuresOwn(value) ? own : answeredBy(value, network)));
  return open.length > 0 || items.length === 0
    ? [...views, { kind: "unknown", server: null, because: open }]
    : views;
}

function answeredBy(server: Value<string> | Absent, network: Network): View {
  const inbound = network.inboundEndpoints.find((each) => isInbound(server, each, network));
  if (inbound) return { kind: "network", id: inbound.networkId };
  const firewall = network.firewalls.find((each) => isAt(server, each, network));
  const proxied = firewall && behindProxy(firewall, network);
  const address = server.kind === "known" ? server.value : null;
  return proxied ?? { kind: "unknown", server: address, because: causesOf(server) };
}

/** Azure's DNS, by its address (https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16) or by the word of network interfaces. */
function isAzuresOwn(server: Value<string> | Absent): boolean {
  if (server.kind !== "known") return false;
  return server.value === "168.63.129.16" || foldWord(server.value) === "azureprovideddns";
}

/** By reference, by its address, or by an address in its subnet, which may contain nothing else. */
function isInbound(server: Value<string> | Absent, endpoint: InboundEndpoint, network: Network): boolean {
  if (refersTo(server, endpoint.privateAddress)) return true;
  if (server.kind !== "known") return false;
  if (endpoint.address.value.kind === "known") return endpoint.address.value.value === server.value;
  const subnet = linkTo(endpoint.subnet.value, network.subnets);
  const number = parseIpv4(server.value);
  return subnet.kind === "declared" && number !== undefined && rangesOf(subnet.to).has(number);
}

/** A firewall that forwards queries asks Azure's DNS from its own network, unless it has other servers. */
function behindProxy(firewall: Firewall, network: Network): View | null {
  const { proxy, servers } = firewallDns(firewall, network);
  const isOn = is(proxy.value, truth) === "yes" && isEmpty(servers);
  const [home] = firewall.subnets.items.map((item) => linkTo(item.field.value, network.subnets));
  return isOn && home?.kind === "declared" ? { kind: "network", id: home.to.networkId } : null;
}

interface Applying {
  readonly rule: ForwardingRule;
  readonly applies: Truth;
}

/** The rules for vaults of the rulesets that are or may be linked to a network: the one for the longest domain comes first. */
function forwardingRules(from: Value, network: Network): readonly Applying[] {
  return network.forwardingRulesets
    .flatMap((ruleset) =>
      ruleset.rules.map((rule) => ({
        rule,
        applies: all([isLinked(ruleset, from, network), isForVaults(rule)]),
      })),
    )
    .filter(({ applies }) => applies !== "no")
    .toSorted((a, b) => lengthOf(b.rule.domain.value) - lengthOf(a.rule.domain.value));
}

/** A rule that is not seen may be the one that applies. */
function hiddenRules(from: Value, network: Network): View[] {
  return network.forwardingRulesets
    .filter((ruleset) => ruleset.open.length > 0 && isLinked(ruleset, from, network) !== "no")
    .map(({ open }) => ({ kind: "unknown", server: null, because: open }));
}

function isForVaults({ domain, isEnabled, exists }: ForwardingRule): Truth {
  const isOn = isEnabled.value.kind === "absent" ? "yes" : is(isEnabled.value, truth);
  return all([exists.truth, isOn, is(domain.value, concernsVaults)]);
}

function isLinked(
  { networks, exists, openNetworks }: ForwardingRuleset,
  from: Value,
  network: Network,
): Truth {
  const linked = networks.map((each) => all([each.exists.truth, sameNetwork(each.id.value, from, network)]));
  return all([exists.truth, any([...linked, mayHaveMore(openNetworks)])]);
}

function lengthOf(value: Value<string> | Absent): number {
  return value.kind === "known" ? value.value.length : 0;
}

/** Rules for all names leave out those that Azure reserves: https://learn.microsoft.com/azure/dns/private-resolver-endpoints-rulesets */
function concernsVaults(domain: string): Truth {
  const name = foldWord(domain).replace(/\.$/, "");
  const names = ["vault.azure.net", ...Object.values(zoneNames).flat()];
  return truth(name !== "" && names.some((each) => each === name || each.endsWith(`.${name}`)));
}

/**
 * The declared network interfaces that requests may come from, as far as they decide anything; `isCertain` if they come from the only
 * one.
 */
export function interfacesAt(subnet: Subnet, { interfaces: own }: Integration, network: Network): Interfaces {
  const { inSubnets, anywhere } = placesIn(network);
  const all = [...(inSubnets.get(subnet) ?? []), ...anywhere];
  if (own === null) return { all, isCertain: false };
  const found = all.filter(({ id }) => own.some((each) => sameId(each, id) === "yes"));
  return { all: found, isCertain: found.length === 1 && own.length === 1 };
}

interface Interfaces {
  readonly all: readonly NetworkInterface[];
  readonly isCertain: boolean;
}

interface Places {
  /** Those that are in a subnet, or may be. */
  readonly inSubnets: ReadonlyMap<Subnet, readonly NetworkInterface[]>;
  /** Those that may be in any. */
  readonly anywhere: readonly NetworkInterface[];
}

/** Found from the interfaces, so that many subnets cost no more. */
const placesIn = memoize(({ networkInterfaces, subnets }: Network): Places => {
  const found = new Map<Subnet, NetworkInterface[]>();
  const deciding = networkInterfaces.filter(
    ({ exists, securityGroup, dnsServers }) =>
      exists.truth !== "no" && (securityGroup.value.kind !== "absent" || !isEmpty(dnsServers)),
  );
  for (const each of deciding) {
    if (each.open.length > 0) continue;
    const links = each.configurations.map(({ subnet }) => linkTo(subnet.value, subnets));
    for (const subnet of new Set(links.flatMap(subnetsOf))) addTo(found, subnet, each);
  }
  return { inSubnets: found, anywhere: deciding.filter(({ open }) => open.length > 0) };
});

function subnetsOf(link: Link<Subnet>): readonly Subnet[] {
  return link.kind === "declared" ? [link.to] : link.kind === "unknown" ? link.candidates : [];
}

import type { Absent, Value } from "../evaluate/values/value.ts";
import { is } from "../evaluate/values/value.ts";
import { parseIpv4 } from "../ip/address.ts";
import type { Truth } from "../logic/truth.ts";
import { all, truth } from "../logic/truth.ts";
import { linkTo, sameId, sameResource } from "../network/ids/links.ts";
import { refersTo } from "../network/ids/refers-to.ts";
import type { Firewall } from "../network/firewall.ts";
import type { Network, VirtualNetwork } from "../network/network.ts";
import type { ForwardingRule, ForwardingRuleset, InboundEndpoint } from "../network/resolver.ts";
import type { Integration } from "../services/consumers/integration.ts";
import { firewallDns } from "./firewall-rules.ts";
import { zoneNames } from "./private-dns.ts";
import { isAt, rangesOf } from "./routes.ts";

/** Where queries are answered: with the zones that are linked to a network, or it is not known where. */
export type View =
  | { readonly kind: "network"; readonly id: Value }
  | { readonly kind: "unknown"; readonly server: string | null };

/** Where the queries of what is in a network are answered: https://learn.microsoft.com/azure/virtual-network/virtual-networks-name-resolution-for-vms-and-role-instances */
export function viewsOf(from: Value, dns: Integration["dns"], network: Network): readonly View[] {
  if (dns === "own") return [{ kind: "unknown", server: null }];
  if (dns === "azure") return azuresDns(from, network);
  const around = network.virtualNetworks.find((each) => sameResource(each.id, from) === "yes");
  const servers = around && !around.instance.declaration.existing ? serversOf(around) : [];
  if (servers.length === 0) return azuresDns(from, network);
  return servers.flatMap((server) =>
    isAzuresOwn(server) ? azuresDns(from, network) : [answeredBy(server, network)],
  );
}

/** Azure's DNS asks other servers for the domains of a ruleset, and looks into the linked zones for all others. */
function azuresDns(from: Value, network: Network): readonly View[] {
  const own: View = { kind: "network", id: from };
  const rule = forwardingRule(from, network);
  if (!rule) return [own];
  const servers = rule.servers.items.map(({ field }) => field.value);
  return servers.map((server) => (isAzuresOwn(server) ? own : answeredBy(server, network)));
}

function serversOf({ dnsServers }: VirtualNetwork): readonly Server[] {
  const { items, open } = dnsServers;
  return [...items.map(({ field }) => field.value), ...(open.length > 0 ? [null] : [])];
}

/** Null for a server that is not known, or may not be. */
type Server = Value<string> | Absent | null;

function answeredBy(server: Server, network: Network): View {
  if (!server) return { kind: "unknown", server: null };
  const inbound = network.inboundEndpoints.find((each) => isInbound(server, each, network));
  if (inbound) return { kind: "network", id: inbound.networkId };
  const firewall = network.firewalls.find((each) => isAt(server, each, network));
  const proxied = firewall && behindProxy(firewall, network);
  return proxied ?? { kind: "unknown", server: server.kind === "known" ? server.value : null };
}

/** Azure's DNS, by its address (https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16) or by the word of network interfaces. */
function isAzuresOwn(server: Server): boolean {
  if (server?.kind !== "known") return false;
  return server.value === "168.63.129.16" || server.value.toLowerCase() === "azureprovideddns";
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
  const isOn = is(proxy.value, truth) === "yes" && servers.items.length + servers.open.length === 0;
  const [home] = firewall.subnets.items.map((item) => linkTo(item.field.value, network.subnets));
  return isOn && home?.kind === "declared" ? { kind: "network", id: home.to.networkId } : null;
}

/** The rule for vaults of the rulesets that are linked to a network: that for the longest domain. */
function forwardingRule(from: Value, network: Network): ForwardingRule | null {
  const rules = network.forwardingRulesets
    .filter((ruleset) => isLinked(ruleset, from))
    .flatMap((ruleset) => ruleset.rules)
    .filter(({ domain, isEnabled, exists }) => {
      const isOn = isEnabled.value.kind === "absent" ? "yes" : is(isEnabled.value, truth);
      return exists.truth === "yes" && isOn !== "no" && is(domain.value, concernsVaults) === "yes";
    });
  return rules.toSorted((a, b) => lengthOf(b.domain.value) - lengthOf(a.domain.value))[0] ?? null;
}

function isLinked({ networks, exists }: ForwardingRuleset, from: Value): boolean {
  return networks.some(
    (each) => all([exists.truth, each.exists.truth, sameId(each.id.value, from)]) === "yes",
  );
}

function lengthOf(value: Value<string> | Absent): number {
  return value.kind === "known" ? value.value.length : 0;
}

/** Rules for all names leave out those that Azure reserves: https://learn.microsoft.com/azure/dns/private-resolver-endpoints-rulesets */
function concernsVaults(domain: string): Truth {
  const name = domain.toLowerCase().replace(/\.$/, "");
  const names = ["vault.azure.net", ...Object.values(zoneNames).flat()];
  return truth(name !== "" && names.some((each) => each === name || each.endsWith(`.${name}`)));
}

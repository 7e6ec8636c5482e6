import { partsOf } from "../evaluate/values/plain.ts";
import type { Absent, Value } from "../evaluate/values/value.ts";
import { is } from "../evaluate/values/value.ts";
import { parseIpv4 } from "../ip/address.ts";
import type { Truth } from "../logic/truth.ts";
import { all, any, truth } from "../logic/truth.ts";
import { isIdText, linkTo, sameId, sameResource } from "../network/ids/links.ts";
import { refersTo } from "../network/ids/refers-to.ts";
import { mayDeclareAbout } from "../network/may-declare.ts";
import type { Firewall } from "../network/firewall.ts";
import type {
  Network,
  PrivateEndpoint,
  Vault,
  VirtualNetwork,
  VirtualNetworkLink,
} from "../network/network.ts";
import type { ForwardingRule, ForwardingRuleset, InboundEndpoint } from "../network/resolver.ts";
import { endpointsOf, isApproved } from "./endpoints.ts";
import { connection } from "./peering.ts";
import { isVaultZone, registrationsOf, zoneNames } from "./private-dns.ts";
import { firewallDns } from "./firewall-rules.ts";
import { isAt, rangesOf } from "./routes.ts";

/** What the name of a vault resolves to for a caller. */
export type Answer =
  /** The address of a private endpoint; `isAssumed` if nothing that is declared says so. */
  | { readonly kind: "private"; readonly endpoint: PrivateEndpoint; readonly isAssumed: boolean }
  | {
      readonly kind: "public";
      readonly why: "no-endpoint" | "zone-not-linked" | "redirected";
    }
  /** No address (NXDOMAIN): a zone is linked that does not have the name. */
  | { readonly kind: "missing"; readonly link: VirtualNetworkLink };

export interface Resolution {
  /** One answer if it is certain, several if it depends. */
  readonly answers: readonly Answer[];
  /** A DNS server that is not declared here, if one answers: its address, or null where that is not known either. */
  readonly unknownServer: { readonly address: string | null } | null;
}

/** Where queries are answered: with the zones that are linked to a network, or it is not known where. */
type View =
  | { readonly kind: "network"; readonly id: Value }
  | { readonly kind: "unknown"; readonly server: string | null };

/**
 * What the name of a vault resolves to in a network. With an approved private endpoint, public DNS leads to the
 * `privatelink` zone, and Azure's DNS looks for it in the zones that are linked to the network that asks
 * (https://learn.microsoft.com/azure/key-vault/general/private-link-diagnostics).
 */
export function resolve(from: Value, vault: Vault, network: Network): Resolution {
  const endpoints = endpointsOf(vault, network)
    .map((endpoint) => ({ endpoint, approved: isApproved(endpoint, vault) }))
    .filter(({ approved }) => approved !== "no");
  if (endpoints.length === 0) return { answers: [noEndpoint], unknownServer: null };
  const mayHaveNone = endpoints.every(({ approved }) => approved !== "yes");
  const candidates = endpoints.map(({ endpoint }) => endpoint);
  const views = viewsOf(from, network);
  const found = views.flatMap((view): readonly Answer[] =>
    view.kind === "network"
      ? answersIn(view.id, from, candidates, vault, network)
      : [...candidates.map((endpoint) => assumed(endpoint)), notLinked],
  );
  const unknown = views.find((view) => view.kind === "unknown");
  return {
    answers: distinct(mayHaveNone ? [...found, noEndpoint] : found),
    unknownServer: unknown?.kind === "unknown" ? { address: unknown.server } : null,
  };
}

const noEndpoint: Answer = { kind: "public", why: "no-endpoint" };
const notLinked: Answer = { kind: "public", why: "zone-not-linked" };

function assumed(endpoint: PrivateEndpoint): Answer {
  return { kind: "private", endpoint, isAssumed: true };
}

function distinct(answers: readonly Answer[]): readonly Answer[] {
  const keyOf = (answer: Answer): string => {
    switch (answer.kind) {
      case "private":
        return `private ${answer.endpoint.key} ${answer.isAssumed}`;
      case "public":
        return `public ${answer.why}`;
      case "missing":
        return `missing ${answer.link.key}`;
    }
  };
  return [...new Map(answers.map((answer) => [keyOf(answer), answer])).values()];
}

/** The answers of Azure's DNS with the zones that are linked to a network. */
function answersIn(
  asked: Value,
  from: Value,
  endpoints: readonly PrivateEndpoint[],
  vault: Vault,
  network: Network,
): readonly Answer[] {
  const registered = endpoints.map((endpoint) => ({
    endpoint,
    holds: isRegistered(endpoint, asked, vault, network),
  }));
  const certain = registered.filter(({ holds }) => holds === "yes");
  if (certain.length > 0)
    return certain.map(({ endpoint }) => ({ kind: "private", endpoint, isAssumed: false }));
  const possible = registered.filter(({ holds }) => holds === "maybe").map(({ endpoint }) => endpoint);
  // Beside the endpoint, a link is taken for one to this network unless a parameter decides about it.
  const near = possible.filter((endpoint) => isNear(from, endpoint, network) === "yes");
  const meant = near.filter((endpoint) => isRegistered(endpoint, asked, vault, network, "yes") === "yes");
  if (meant.length > 0) return meant.map(assumed);
  const links = network.virtualNetworkLinks.filter((link) => linksVaultZone(link, asked, vault) !== "no");
  const linked = any(links.map((link) => linksVaultZone(link, asked, vault)));
  return [
    ...possible.map((endpoint): Answer => ({ kind: "private", endpoint, isAssumed: false })),
    ...links.flatMap((link) => withoutRecord(link, endpoints, vault, network)),
    ...(linked === "yes" ? [] : withoutLink(from, endpoints, vault, network)),
  ];
}

/** Whether a link gives a network a zone that is certainly for vaults: one of an unknown name is most likely for something else. */
function linksVaultZone(link: VirtualNetworkLink, asked: Value, vault: Vault): Truth {
  if (isVaultZone(vault, link.zoneId) !== "yes") return "no";
  return all([link.exists.truth, sameId(link.network.value, asked)]);
}

/** Whether a zone with an address of the endpoint is linked to a network; `perhaps` is what an unknown ID or loop counts as. */
function isRegistered(
  endpoint: PrivateEndpoint,
  asked: Value,
  vault: Vault,
  network: Network,
  perhaps: Truth = "maybe",
): Truth {
  const orPerhaps = (same: Truth): Truth => (same === "maybe" ? perhaps : same);
  const registrations = registrationsOf(endpoint, vault, network);
  return any(
    network.virtualNetworkLinks.flatMap((link) =>
      registrations.map(({ zoneId, holds }) =>
        all([
          // A zone that a zone group names is meant for the vault, even if its own name is not known.
          isVaultZone(vault, zoneId) === "maybe" ? "yes" : orPerhaps(holds),
          link.exists.because.some(({ kind }) => kind === "parameter")
            ? link.exists.truth
            : orPerhaps(link.exists.truth),
          orPerhaps(sameZone(link.zoneId, zoneId)),
          orPerhaps(sameId(link.network.value, asked)),
        ]),
      ),
    ),
  );
}

/** Whether an endpoint is in a network, or in one that is peered with it. */
function isNear(from: Value, { networkId }: PrivateEndpoint, network: Network): Truth {
  const { because, answer } = connection(from, networkId, network);
  return because === "same-network" || because === "peered" ? answer : "no";
}

/**
 * A linked zone that does not have the name answers that there is none, unless the link says to ask public DNS then
 * (https://learn.microsoft.com/azure/private-link/private-endpoint-dns, https://learn.microsoft.com/azure/dns/private-dns-fallback).
 * A policy may add the record, if no other zone has it.
 */
function withoutRecord(
  link: VirtualNetworkLink,
  endpoints: readonly PrivateEndpoint[],
  vault: Vault,
  network: Network,
): readonly Answer[] {
  const redirects = is(link.resolutionPolicy.value, (word) =>
    truth(word.toLowerCase() === "nxdomainredirect"),
  );
  const isElsewhere = endpoints.some((endpoint) =>
    registrationsOf(endpoint, vault, network).some(
      ({ zoneId, holds }) => holds === "yes" && sameZone(zoneId, link.zoneId) === "no",
    ),
  );
  const answers: Answer[] = [];
  if (redirects !== "no") answers.push({ kind: "public", why: "redirected" });
  if (redirects !== "yes") answers.push({ kind: "missing", link });
  return isElsewhere ? answers : [...answers, ...endpoints.map(assumed)];
}

/**
 * Without a linked zone, the name resolves to the public address. Where no zone is declared at all, or only another
 * template can link it, callers near the endpoint are assumed to have one.
 */
function withoutLink(
  from: Value,
  endpoints: readonly PrivateEndpoint[],
  vault: Vault,
  network: Network,
): readonly Answer[] {
  const found = endpoints.map((endpoint) => {
    const reach = any([isNear(from, endpoint, network), sameResource(from, endpoint.networkId)]);
    return { endpoint, holds: all([reach, zonesAreHidden(endpoint, vault, network)]) };
  });
  const certain = found.filter(({ holds }) => holds === "yes");
  if (certain.length > 0) return certain.map(({ endpoint }) => assumed(endpoint));
  const possible = found.filter(({ holds }) => holds === "maybe");
  return [...possible.map(({ endpoint }) => assumed(endpoint)), notLinked];
}

/** "yes" if nothing here declares the zones of an endpoint, "maybe" if something that is not read may. */
function zonesAreHidden(endpoint: PrivateEndpoint, vault: Vault, network: Network): Truth {
  const groups = endpoint.zoneGroups.flatMap(({ zones }) => zones.items.map(({ field }) => field.value));
  const isInOtherZones = groups.every((id) => id.kind !== "absent" && isVaultZone(vault, id) === "no");
  if (groups.length > 0 && isInOtherZones) return "no";
  const declared = network.privateDnsZones.filter(
    (zone) => !zone.existing && isVaultZone(vault, zone.id) !== "no",
  );
  if (declared.length === 0) return "yes";
  const zones = registrationsOf(endpoint, vault, network).map(({ zoneId }) => zoneId);
  const isOwn =
    zones.length === 0 || zones.some((id) => declared.some((zone) => sameZone(zone.id, id) !== "no"));
  if (!isOwn) return "yes";
  return mayDeclareAbout(network, ...declared) ? "maybe" : "no";
}

/** A zone in a resource group that is named is perhaps not that of the same name in the group that is deployed to. */
function sameZone(a: Value, b: Value): Truth {
  const same = sameResource(a, b);
  return same === "yes" && hasNamedGroup(a) !== hasNamedGroup(b) ? "maybe" : same;
}

function hasNamedGroup(id: Value): boolean {
  if (id.kind !== "known" || !isIdText(id.value)) return false;
  const text = partsOf(id.value).map((part) => (typeof part === "string" ? part : "\0"));
  return /\/resourcegroups\/[^/\0]+\/providers\//i.test(text.join(""));
}

/** Where the queries of a network are answered: https://learn.microsoft.com/azure/virtual-network/virtual-networks-name-resolution-for-vms-and-role-instances */
function viewsOf(from: Value, network: Network): readonly View[] {
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

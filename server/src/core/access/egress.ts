import type { Text } from "../evaluate/plain.ts";
import type { Absent, Value } from "../evaluate/value.ts";
import { is } from "../evaluate/value.ts";
import { classifyIpEntry } from "../ip/ip-entry.ts";
import type { IpBounds } from "../ip/ip-bounds.ts";
import { IpSet } from "../ip/ip-set.ts";
import { publicAddresses } from "../ip/well-known-ranges.ts";
import type { Truth } from "../logic/truth.ts";
import type { ListField } from "../network/field.ts";
import { linkTo } from "../network/links.ts";
import { configured } from "../network/bind-dns.ts";
import type { Network, PublicIp, PublicIpPrefix, Resource, Subnet } from "../network/network.ts";
import { isPerhapsWritten } from "../network/perhaps-written.ts";
import { refersTo } from "../network/refers-to.ts";
import type { Firewall } from "../network/routing.ts";
import { serviceEndpointOn } from "./service-endpoint.ts";
import { wayOutOf } from "./way-out.ts";

/** The addresses through which the traffic of a subnet leaves for the internet. */
export interface Egress {
  /** What has these addresses, in words: `NAT gateway nat`. */
  readonly through: string;
  /** Null for one that is declared elsewhere or not known. */
  readonly addresses: readonly (EgressAddress | null)[];
}

/** One address, or a prefix whose addresses are all used. */
export interface EgressAddress {
  readonly resource: PublicIp | PublicIpPrefix;
  readonly value: Value;
  /** The range it is taken from. */
  readonly within: Value | null;
}

/** Entries that admit addresses: the values as written, and the addresses they hold together. */
export interface Listing {
  readonly values: readonly (Value | Absent)[];
  readonly bounds: IpBounds;
}

/**
 * The egress of a subnet, where the NAT gateway or the firewall that its traffic takes is declared here; null where nobody can say
 * (https://learn.microsoft.com/azure/nat-gateway/nat-overview).
 */
export function egressOf(subnet: Subnet, network: Network): Egress | null {
  const way = wayOutOf(subnet, network);
  if (!way) return null;
  return way.kind === "firewall" ? behindFirewall(way.firewall, network) : behindGateway(subnet, network);
}

function behindGateway({ natGateway }: Subnet, network: Network): Egress | null {
  const gateway = deployed(natGateway.value, network.natGateways);
  return (
    gateway &&
    egressThrough(`NAT gateway ${gateway.symbol}`, [
      ...linked(gateway.publicIps, network.publicIps).map((each) => addressOf(each, network)),
      ...linked(gateway.publicIpPrefixes, network.publicIpPrefixes).map(rangeOf),
    ])
  );
}

/**
 * A firewall translates what leaves for the internet to any of its public addresses, unless its own subnet has another way out
 * (https://learn.microsoft.com/azure/firewall/snat-private-range, https://learn.microsoft.com/azure/firewall/integrate-with-nat-gateway).
 */
function behindFirewall(firewall: Firewall, network: Network): Egress | null {
  const [home] = firewall.subnets.items.map((item) => deployed(item.field.value, network.subnets));
  const isCertain = firewall.exists.truth === "yes" && !firewall.isSpecial && !keepsSources(network);
  if (!isCertain || !home || serviceEndpointOn(home) !== "no") return null;
  if (wayOutOf(home, network)?.kind !== "internet") return null;
  if (home.natGateway.value.kind !== "absent") return behindGateway(home, network);
  const addresses = linked(firewall.publicIps, network.publicIps).map((each) => addressOf(each, network));
  return egressThrough(`firewall ${firewall.symbol}`, addresses);
}

/** Whether a policy of firewalls says which ranges are not translated: it may be that of any firewall. */
function keepsSources({ resources }: Network): boolean {
  const policies = resources("microsoft.network/firewallpolicies", "azurerm_firewall_policy");
  return policies.some((policy) =>
    [["properties", "snat"], ["private_ip_ranges"]].some((path) =>
      isPerhapsWritten(configured(policy), path),
    ),
  );
}

function egressThrough(through: string, addresses: Egress["addresses"]): Egress | null {
  return addresses.length === 0 ? null : { through, addresses };
}

/** The resource that an id names, where it certainly is deployed here. */
function deployed<T extends Resource>(id: Value<string | Text> | Absent, among: readonly T[]): T | null {
  if (id.kind !== "known") return null;
  const link = linkTo(id, among);
  const to = link.kind === "declared" && link.to.exists.truth === "yes" ? link.to : null;
  return to?.instance.declaration.existing ? null : to;
}

/**
 * Whether entries list the address through which traffic leaves. Of several addresses any may be used, so that all have to be
 * listed; of one that Azure chooses only an entry that refers to it, or that holds whatever it can be, is certain.
 */
export function lists({ values, bounds }: Listing, egress: Egress | null): Truth {
  if (publicAddresses.isSubsetOf(bounds.certain)) return "yes";
  if (bounds.possible.isEmpty) return "no";
  if (!egress) return "maybe";
  const answers = egress.addresses.map((address) => isListed(address, { values, bounds }));
  const [first = "maybe"] = answers;
  return answers.every((answer) => answer === first) ? first : "maybe";
}

/** What is known of an address is itself, or the range it is taken from: whichever says more decides. */
export function isListed(address: EgressAddress | null, { values, bounds }: Listing): Truth {
  if (!address) return "maybe";
  const named = address.within ? [address.value, address.within] : [address.value];
  if (values.some((entry) => named.some((each) => refersTo(entry, each)))) return "yes";
  const answers = named.map((each) => is(each, (text) => listsRange(bounds, text)));
  return answers.includes("no") ? "no" : answers.includes("yes") ? "yes" : "maybe";
}

function listsRange(bounds: IpBounds, text: unknown): Truth {
  const entry = typeof text === "string" ? classifyIpEntry(text) : null;
  if (entry?.kind !== "cidr") return "maybe";
  const set = IpSet.of([entry.range]);
  if (set.isSubsetOf(bounds.certain)) return "yes";
  return set.overlaps(bounds.possible) ? "maybe" : "no";
}

/** The resources a list of ids names; null for those that are not declared here, and for what the list leaves open. */
function linked<T extends { readonly id: Value }>(
  list: ListField<string | Text>,
  among: readonly T[],
): readonly (T | null)[] {
  const found = list.items.map((item) => {
    const link = linkTo(item.field.value, among);
    return link.kind === "declared" ? link.to : null;
  });
  return list.open.length > 0 ? [...found, null] : found;
}

function addressOf(address: PublicIp | null, network: Network): EgressAddress | null {
  if (!address) return null;
  const { value } = address.prefix;
  const link = value.kind === "absent" ? null : linkTo(value, network.publicIpPrefixes);
  return {
    resource: address,
    value: address.address,
    within: link?.kind === "declared" ? link.to.range : null,
  };
}

function rangeOf(prefix: PublicIpPrefix | null): EgressAddress | null {
  return prefix && { resource: prefix, value: prefix.range, within: null };
}

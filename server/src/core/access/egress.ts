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
import type { NatGateway, Network, PublicIp, PublicIpPrefix, Subnet } from "../network/network.ts";
import { refersTo } from "../network/refers-to.ts";

/** The addresses through which the traffic of a subnet leaves for the internet. */
export interface Egress {
  readonly gateway: NatGateway;
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
 * The egress of a subnet, where its NAT gateway is declared here; null where nobody can say. A route table may send traffic
 * elsewhere before it comes to the gateway (https://learn.microsoft.com/azure/nat-gateway/nat-overview).
 */
export function egressOf(subnet: Subnet, network: Network): Egress | null {
  if (subnet.natGateway.value.kind !== "known" || subnet.routeTable.value.kind !== "absent") return null;
  const link = linkTo(subnet.natGateway.value, network.natGateways);
  const gateway = link.kind === "declared" && link.to.exists.truth === "yes" ? link.to : null;
  if (!gateway || gateway.instance.declaration.existing) return null;
  const addresses = [
    ...linked(gateway.publicIps, network.publicIps).map((each) => addressOf(each, network)),
    ...linked(gateway.publicIpPrefixes, network.publicIpPrefixes).map(rangeOf),
  ];
  return addresses.length === 0 ? null : { gateway, addresses };
}

/**
 * Whether entries list the address through which traffic leaves. Of several addresses any may be used, so that all have to be
 * listed; of one that Azure chooses only an entry that refers to it, or that holds whatever it can be, is certain.
 */
export function lists({ values, bounds }: Listing, egress: Egress | null): Truth {
  if (publicAddresses.isSubsetOf(bounds.certain)) return "yes";
  if (bounds.possible.isEmpty) return "no";
  if (!egress) return "maybe";
  const answers = egress.addresses.map((address) => listsAddress({ values, bounds }, address));
  const [first = "maybe"] = answers;
  return answers.every((answer) => answer === first) ? first : "maybe";
}

/** What is known of an address is itself, or the range it is taken from: whichever says more decides. */
function listsAddress({ values, bounds }: Listing, address: EgressAddress | null): Truth {
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

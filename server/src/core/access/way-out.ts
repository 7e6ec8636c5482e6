import type { Absent, Value } from "../evaluate/values/value.ts";
import { parseIpv4 } from "../ip/address.ts";
import { classifyIpEntry } from "../ip/ip-entry.ts";
import { IpSet } from "../ip/ip-set.ts";
import { publicAddresses } from "../ip/well-known-ranges.ts";
import { linkTo } from "../network/ids/links.ts";
import type { Network, Subnet } from "../network/network.ts";
import { refersTo } from "../network/ids/refers-to.ts";
import type { Firewall } from "../network/firewall.ts";
import type { Route, RouteTable } from "../network/routing.ts";

/** Where a subnet's traffic to a key vault goes first: directly to the internet, or to a firewall. */
export type WayOut =
  { readonly kind: "internet" } | { readonly kind: "firewall"; readonly firewall: Firewall };

const internet: WayOut = { kind: "internet" };

/**
 * The path that the route table of a subnet gives its traffic; null if it is not known. Routes take precedence over NAT
 * gateways, and the most specific route applies
 * (https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview).
 */
export function wayOutOf(subnet: Subnet, network: Network): WayOut | null {
  const { value } = subnet.routeTable;
  if (value.kind === "absent") return internet;
  const link = linkTo(value, network.routeTables);
  return link.kind === "declared" && isCertain(link.to) ? wayBy(link.to, network) : null;
}

function isCertain(table: RouteTable): boolean {
  return table.exists.truth === "yes" && !table.instance.declaration.existing && table.open.length === 0;
}

function wayBy({ routes }: RouteTable, network: Network): WayOut | null {
  const concerning = routes.filter((route) => mayConcern(route.prefix.value));
  const toVaults = concerning.find((route) => isWord(route.prefix.value, "azurekeyvault"));
  if (toVaults) return nextHop(toVaults, network);
  const [route, ...others] = concerning;
  if (!route) return internet;
  return others.length === 0 && isWord(route.prefix.value, "0.0.0.0/0") ? nextHop(route, network) : null;
}

/** Whether a route may apply to addresses of key vaults, which are public; a service tag may represent a range. */
function mayConcern(prefix: Value<string> | Absent): boolean {
  if (prefix.kind !== "known") return true;
  const entry = classifyIpEntry(prefix.value);
  if (entry.kind === "cidr") return IpSet.of([entry.range]).overlaps(publicAddresses);
  if (entry.kind === "ipv6") return false;
  return entry.kind !== "garbage" || /^azure(keyvault|cloud)/i.test(prefix.value);
}

function nextHop({ nextHopType, nextHopAddress }: Route, network: Network): WayOut | null {
  if (isWord(nextHopType.value, "internet")) return internet;
  if (!isWord(nextHopType.value, "virtualappliance")) return null;
  const firewall = network.firewalls.find((each) => isAt(nextHopAddress.value, each, network));
  return firewall ? { kind: "firewall", firewall } : null;
}

function isWord(value: Value<string> | Absent, word: string): boolean {
  return value.kind === "known" && value.value.toLowerCase() === word;
}

/** By reference, or by an address in the subnet of the firewall, which may contain nothing else. */
function isAt(address: Value<string> | Absent, firewall: Firewall, network: Network): boolean {
  if (refersTo(address, firewall.privateAddress)) return true;
  const number = address.kind === "known" ? parseIpv4(address.value) : undefined;
  if (number === undefined) return false;
  const [subnet] = firewall.subnets.items.map((item) => linkTo(item.field.value, network.subnets));
  const prefixes = subnet?.kind === "declared" ? subnet.to.prefixes : [];
  return prefixes.some((prefix) => {
    const entry = prefix.kind === "known" ? classifyIpEntry(prefix.value) : null;
    return entry?.kind === "cidr" && entry.range.first <= number && number <= entry.range.last;
  });
}

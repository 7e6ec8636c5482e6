import { IpBounds, IpSet } from "../ip/ip-set.ts";
import { entryOfText } from "../ip/ip-entry.ts";
import { parseIpv4 } from "../ip/ip-range.ts";
import type { Absent, Cause, Value } from "../evaluate/values/value.ts";
import { linkTo, refersTo } from "../network/ids/links.ts";
import type { Firewall } from "../network/firewall.ts";
import type { Network, Subnet } from "../network/network.ts";
import type { Route, RouteTable } from "../network/path-resources.ts";
import { type Entry, firstMatches } from "./security-rules.ts";
import { addressesOf, type Destination } from "./vault-addresses.ts";
import { foldWord } from "../text/fold.ts";

/** Where packets go next, in the words of Network Watcher: https://learn.microsoft.com/azure/network-watcher/next-hop-overview */
export type NextHop =
  | { readonly kind: "internet"; readonly route: Route | null }
  | { readonly kind: "none"; readonly route: Route }
  | { readonly kind: "firewall"; readonly route: Route; readonly firewall: Firewall }
  /** An appliance whose rules are not visible; the address if it is written. */
  | { readonly kind: "appliance"; readonly route: Route; readonly address: string | null }
  | { readonly kind: "gateway"; readonly route: Route }
  /** A route whose prefix or next hop is not known, or one of a table that is only partly known. */
  | { readonly kind: "unknown"; readonly route: Route | null; readonly because: readonly Cause[] }
  /** The route table is declared elsewhere. */
  | { readonly kind: "unseen" };

/** A route table that a subnet has or may have; `unseen` if its routes are declared elsewhere or not known. */
type TableOf =
  | { readonly kind: "none" }
  | { readonly kind: "declared"; readonly table: RouteTable }
  | { readonly kind: "unseen" };

/** The route tables that a subnet may have: one if that is certain. */
function tablesOf({ routeTable: { value } }: Subnet, network: Network): readonly TableOf[] {
  if (value.kind === "absent") return [{ kind: "none" }];
  const ids = value.kind === "oneOf" ? value.options : [value];
  return ids.flatMap((id): readonly TableOf[] => {
    const link = linkTo(id, network.routeTables);
    if (link.kind !== "declared" || link.to.instance.declaration.existing) return [{ kind: "unseen" }];
    const declared: TableOf = { kind: "declared", table: link.to };
    return link.to.exists.truth === "yes" ? [declared] : [declared, { kind: "none" }];
  });
}

/** The declared route tables that a subnet has or may have. */
export function routeTablesOf(subnet: Subnet, network: Network): readonly RouteTable[] {
  return tablesOf(subnet, network).flatMap((each) => (each.kind === "declared" ? [each.table] : []));
}

/**
 * The next hops that packets of a subnet to a public address may have: the longest prefix decides, and routes that are written come
 * before Azure's own (https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview).
 */
export function nextHops(subnet: Subnet, destination: Destination, network: Network): readonly NextHop[] {
  return tablesOf(subnet, network).flatMap((table): readonly NextHop[] => {
    switch (table.kind) {
      case "none":
        return [systemRoute];
      case "unseen":
        return [{ kind: "unseen" }];
      case "declared":
        return amongRoutes(table.table, destination, network);
    }
  });
}

/** What is not seen of the routes of a subnet. */
export function hiddenRoutes(subnet: Subnet, network: Network): readonly NextHop[] {
  return tablesOf(subnet, network).flatMap((each): readonly NextHop[] => {
    if (each.kind !== "declared") return each.kind === "unseen" ? [{ kind: "unseen" }] : [];
    return hiddenIn(each.table);
  });
}

function hiddenIn({ open }: RouteTable): readonly NextHop[] {
  return open.length > 0 ? [{ kind: "unknown", route: null, because: open }] : [];
}

/** Azure's own route to public addresses. */
export const systemRoute: NextHop = { kind: "internet", route: null };

function amongRoutes(table: RouteTable, destination: Destination, network: Network): readonly NextHop[] {
  const isBesideTags = table.routes.some(isOfTag);
  const ordered = table.routes
    .flatMap((route) => entriesOf(route, destination, isBesideTags))
    .toSorted((a, b) => b.length - a.length)
    .map(({ entry }) => entry);
  const traffic = { sources: IpSet.all, destinations: destination.addresses() };
  const found = [...new Set(firstMatches(ordered, traffic))].map((route) =>
    route ? hopOf(route, network) : systemRoute,
  );
  return [...hiddenIn(table), ...found];
}

function isOfTag({ prefix: { value } }: Route): boolean {
  return value.kind === "known" && entryOfText(value.value).kind === "garbage";
}

interface Ordered {
  /** The length of the prefix; of equal ones, an address range comes before a tag. */
  readonly length: number;
  readonly entry: Entry<Route>;
}

const everything = IpBounds.known(IpSet.all);

function entriesOf(route: Route, destination: Destination, isBesideTags: boolean): readonly Ordered[] {
  const { value } = route.prefix;
  if (value.kind === "absent") return [];
  const entry = (applies: "yes" | "maybe", destinations: IpBounds): Entry<Route> => ({
    what: route,
    applies,
    sources: everything,
    destinations,
  });
  // The prefix may be as long as can be.
  if (value.kind !== "known") return [{ length: 33, entry: entry("maybe", everything) }];
  const written = entryOfText(value.value);
  if (written.kind === "cidr" || written.kind === "hostBits") {
    const range = IpBounds.known(IpSet.of([written.range]));
    if (written.prefix < 27 || !isBesideTags) return [{ length: written.prefix, entry: entry("yes", range) }];
    // The prefixes of a tag may be longer.
    return [
      { length: written.prefix, entry: entry("maybe", range) },
      { length: 26.7, entry: entry("yes", range) },
    ];
  }
  if (written.kind !== "garbage") return [];
  return tagEntries(value.value, (applies) => entry(applies, addressesOf(value.value, destination)));
}

/** The prefixes of vaults are /27 or longer; those of all data centers, which contain them, have many lengths. */
function tagEntries(tag: string, entry: (applies: "yes" | "maybe") => Entry<Route>): readonly Ordered[] {
  const isRegional = tag.includes(".");
  if (/^azurekeyvault/i.test(tag)) return [{ length: isRegional ? 26.9 : 26.8, entry: entry("yes") }];
  return [
    { length: isRegional ? 26.6 : 26.5, entry: entry("maybe") },
    { length: isRegional ? 7.9 : 7.8, entry: entry("yes") },
  ];
}

/** Where a route leads. */
export function hopOf(route: Route, network: Network): NextHop {
  const type = route.nextHopType.value;
  if (type.kind !== "known") return { kind: "unknown", route, because: [] };
  switch (foldWord(type.value)) {
    case "internet":
      return { kind: "internet", route };
    case "none":
      return { kind: "none", route };
    case "virtualnetworkgateway":
      return { kind: "gateway", route };
    case "virtualappliance":
      return applianceOf(route, network);
    default:
      return { kind: "unknown", route, because: [] };
  }
}

function applianceOf(route: Route, network: Network): NextHop {
  const { value } = route.nextHopAddress;
  const firewall = network.firewalls.find((each) => isAt(value, each, network));
  if (firewall) return { kind: "firewall", route, firewall };
  return { kind: "appliance", route, address: value.kind === "known" ? value.value : null };
}

/** By reference, or by an address in the subnet of the firewall, which may contain nothing else. */
export function isAt(address: Value<string> | Absent, firewall: Firewall, network: Network): boolean {
  if (refersTo(address, firewall.privateAddress)) return true;
  const number = address.kind === "known" ? parseIpv4(address.value) : undefined;
  if (number === undefined) return false;
  const [subnet] = firewall.subnets.items.map((item) => linkTo(item.field.value, network.subnets));
  return subnet?.kind === "declared" && rangesOf(subnet.to).has(number);
}

/** The address ranges of a subnet, as far as they are known. */
export function rangesOf({ prefixes }: Pick<Subnet, "prefixes">): IpSet {
  return rangesIn(prefixes);
}

/** What some prefixes contain, as far as they are known. */
export function rangesIn(prefixes: readonly (Value<string> | Absent)[]): IpSet {
  return IpSet.of(
    prefixes.flatMap((prefix) => {
      const entry = prefix.kind === "known" ? entryOfText(prefix.value) : null;
      return entry?.kind === "cidr" || entry?.kind === "hostBits" ? [entry.range] : [];
    }),
  );
}

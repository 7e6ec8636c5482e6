import type { Text } from "../evaluate/values/plain.ts";
import { type Cause, causesOf, distinctCauses } from "../evaluate/values/value.ts";
import { type IpSet, privateAddresses } from "../ip/ip-set.ts";
import { all, not, type Truth } from "../logic/truth.ts";
import { causesOfField, type Field } from "../network/fields/field.ts";
import { linkTo } from "../network/ids/links.ts";
import type { Network, Subnet } from "../network/network.ts";
import { causesOfRoute } from "../network/path-causes.ts";
import { causesOfAccess, hasOutboundAccess } from "./egress.ts";
import type { Host } from "./vault-addresses.ts";
import { firewallAnswer } from "./firewall-rules.ts";
import { interfacesAt } from "./dns-servers.ts";
import { type NextHop, nextHops, rangesOf, routeTablesOf, systemRoute } from "./routes.ts";
import { filter, type Packets } from "./security-rules.ts";
import type { PassedGroup, PassedHop, Start } from "./way.ts";

/**
 * What packets that leave a subnet meet: the group of their machine's interface, then that of the subnet
 * (https://learn.microsoft.com/azure/virtual-network/network-security-group-how-it-works).
 */
export function groupsFrom(
  start: Start,
  enters: Truth,
  packets: Packets,
  network: Network,
): readonly PassedGroup[] {
  const { all: interfaces, isCertain } = interfacesAt(start.subnet, start.integration, network);
  const applies = all([isCertain ? "yes" : "maybe", enters]);
  const machines = interfaces.flatMap((at) =>
    groupsOf(at.securityGroup, { direction: "outbound", at, applies }, packets, network),
  );
  const passing = { direction: "outbound", at: null, applies: enters } as const;
  return [...machines, ...groupsOf(start.subnet.securityGroup, passing, packets, network)];
}

/** What packets that arrive at a private endpoint meet, if network policies are enabled for its subnet. */
export function groupsTo(
  subnet: Subnet,
  applies: Truth,
  packets: Packets,
  network: Network,
): readonly PassedGroup[] {
  const passing = { direction: "inbound", at: null, applies } as const;
  return groupsOf(subnet.securityGroup, passing, packets, network).map((group) => ({
    ...group,
    because: distinctCauses([...causesOfField(subnet.privateEndpointNetworkPolicies), ...group.because]),
  }));
}

/** None if a field names none; each of them if it names one of several. */
function groupsOf(
  { value }: Field<string | Text>,
  passing: Pick<PassedGroup, "direction" | "at" | "applies">,
  packets: Packets,
  network: Network,
): readonly PassedGroup[] {
  if (value.kind === "absent" || passing.applies === "no") return [];
  const ids = value.kind === "oneOf" ? value.options : [value];
  const isOne = ids.length === 1 ? "yes" : "maybe";
  return ids.map((id) => {
    const link = linkTo(id, network.securityGroups);
    const group = link.kind === "declared" ? link.to : null;
    const isVisible = group !== null && !group.instance.declaration.existing;
    const filtered = isVisible ? filter(group, passing.direction, packets, hasAdminRules(network)) : null;
    const exists = group?.exists ?? { truth: "yes", because: [] };
    return {
      ...passing,
      group,
      filtered,
      applies: all([passing.applies, isOne, exists.truth]),
      because: distinctCauses([...causesOf(value), ...exists.because, ...(filtered?.because ?? [])]),
    };
  });
}

/**
 * Security admin rules come before those of all groups, for networks that Virtual Network Manager chooses
 * (https://learn.microsoft.com/azure/virtual-network-manager/concept-security-admins).
 */
function hasAdminRules({ resources }: Network): boolean {
  const type = "microsoft.network/networkmanagers/securityadminconfigurations/rulecollections/rules";
  return resources(type, "azurerm_network_manager_admin_rule").length > 0;
}

/** Where packets may go next, and what becomes of them there. */
export function hopsFrom(start: Start, packets: Packets, host: Host, network: Network): readonly PassedHop[] {
  const { subnet, integration } = start;
  const tables = routeTablesOf(subnet, network).flatMap(({ exists }) => exists.because);
  const because = distinctCauses([...causesOfField(subnet.routeTable), ...tables, ...integration.because]);
  const hops = [
    ...(integration.usesRoutes === "yes" ? [] : [systemRoute]),
    ...(integration.usesRoutes === "no" ? [] : nextHops(subnet, packets.destination, network)),
  ];
  return hops
    .map((hop) => passed(hop, start, packets, host, network))
    .map((hop) => ({ ...hop, because: distinctCauses([...hop.because, ...because]) }));
}

/** What becomes of packets at a next hop. */
export function passed(
  hop: NextHop,
  { subnet, integration }: Start,
  packets: Packets,
  host: Host,
  network: Network,
): PassedHop {
  const because = causesOfHop(hop);
  switch (hop.kind) {
    case "internet": {
      const drops = not(hasOutboundAccess(subnet, network, integration));
      const why = drops === "maybe" ? causesOfAccess(subnet, network) : [];
      const stoppedBy = integration.outbound === "subnet" ? "subnet" : "service";
      return { hop, drops, stoppedBy, firewall: null, because: [...because, ...why] };
    }
    case "none":
      return { hop, drops: "yes", firewall: null, because };
    case "firewall": {
      const firewall = firewallAnswer(hop.firewall, { ...packets, host }, network);
      const policy = firewall ? [] : causesOfField(hop.firewall.policy);
      return { hop, drops: "no", firewall, because: [...because, ...policy] };
    }
    case "appliance":
    case "gateway":
    case "unknown":
      return { hop, drops: "maybe", firewall: null, because };
    case "unseen":
      return { hop, drops: "no", firewall: null, because };
  }
}

function causesOfHop(hop: NextHop): readonly Cause[] {
  switch (hop.kind) {
    case "unseen":
      return [];
    case "firewall":
      // Its address is found.
      return [...causesOfField(hop.route.prefix), ...causesOfField(hop.route.nextHopType)];
    case "unknown":
      return [...hop.because, ...(hop.route ? causesOfRoute(hop.route) : [])];
    case "internet":
    case "none":
    case "appliance":
    case "gateway":
      return hop.route ? causesOfRoute(hop.route) : [];
  }
}

/** The addresses of a subnet, or all that it can have. */
export function sourcesOf(subnet: Subnet): IpSet {
  const ranges = rangesOf(subnet);
  const isWhole = subnet.prefixes.length > 0 && subnet.prefixes.every(({ kind }) => kind === "known");
  return isWhole && !ranges.isEmpty ? ranges : privateAddresses;
}

import type { IpSet } from "../ip/ip-set.ts";
import { privateAddresses } from "../ip/well-known-ranges.ts";
import type { Truth } from "../logic/truth.ts";
import { not } from "../logic/truth.ts";
import { linkTo } from "../network/ids/links.ts";
import type { Network, Subnet } from "../network/network.ts";
import { hasOutboundAccess } from "./egress.ts";
import type { Host } from "./hosts.ts";
import { firewallAnswer } from "./firewall-rules.ts";
import type { NextHop } from "./routes.ts";
import { rangesOf } from "./routes.ts";
import type { Packets } from "./security-rules.ts";
import { filter } from "./security-rules.ts";
import type { PassedGroup, PassedHop, Start } from "./way.ts";

/** The security group of a subnet; none if it has none. */
export function groupsAt(
  subnet: Subnet,
  direction: "outbound" | "inbound",
  packets: Packets,
  applies: Truth,
  network: Network,
): readonly PassedGroup[] {
  const { value } = subnet.securityGroup;
  if (value.kind === "absent" || applies === "no") return [];
  const link = linkTo(value, network.securityGroups);
  const group = link.kind === "declared" ? link.to : null;
  const isVisible = group !== null && !group.instance.declaration.existing && group.exists.truth === "yes";
  const filtered = isVisible ? filter(group, direction, packets, hasAdminRules(network)) : null;
  return [{ direction, group, filtered, applies }];
}

/**
 * Security admin rules come before those of all groups, for networks that Virtual Network Manager chooses
 * (https://learn.microsoft.com/azure/virtual-network-manager/concept-security-admins).
 */
function hasAdminRules({ resources }: Network): boolean {
  const type = "microsoft.network/networkmanagers/securityadminconfigurations/rulecollections/rules";
  return resources(type, "azurerm_network_manager_admin_rule").length > 0;
}

/** What becomes of packets at a next hop. */
export function passed(
  hop: NextHop,
  { subnet, integration }: Start,
  packets: Packets,
  host: Host,
  network: Network,
): PassedHop {
  switch (hop.kind) {
    case "internet":
      return { hop, drops: not(hasOutboundAccess(subnet, network, integration)), firewall: null };
    case "none":
      return { hop, drops: "yes", firewall: null };
    case "firewall":
      return { hop, drops: "no", firewall: firewallAnswer(hop.firewall, { ...packets, host }, network) };
    case "appliance":
    case "gateway":
    case "unknown":
      return { hop, drops: "maybe", firewall: null };
    case "unseen":
      return { hop, drops: "no", firewall: null };
  }
}

/** The addresses of a subnet, or all that it can have. */
export function sourcesOf(subnet: Subnet): IpSet {
  const ranges = rangesOf(subnet);
  const isWhole = subnet.prefixes.length > 0 && subnet.prefixes.every(({ kind }) => kind === "known");
  return isWhole && !ranges.isEmpty ? ranges : privateAddresses;
}

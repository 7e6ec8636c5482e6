import type { Cause } from "../evaluate/values/value.ts";
import type { Truth } from "../logic/truth.ts";
import type { NetworkInterface, PrivateEndpoint, Subnet } from "../network/network.ts";
import type { SecurityGroup } from "../network/path-resources.ts";
import type { Integration } from "../services/consumers/integration.ts";
import type { FirewallAnswer } from "./firewall-rules.ts";
import type { Answer } from "./answers.ts";
import type { Resolution } from "./names.ts";
import type { Connected } from "./peering.ts";
import type { NextHop } from "./routes.ts";
import type { Filtered } from "./security-rules.ts";

/** How requests of a subnet get to a vault. */
export interface Path {
  readonly resolution: Resolution;
  /** One for each answer of DNS with an address. */
  readonly ways: readonly Way[];
  /** The security groups with rules for queries to Azure's DNS. */
  readonly lookup: readonly PassedGroup[];
}

/** What is between a subnet and one address of a vault. */
export interface Way {
  readonly answer: Extract<Answer, { readonly kind: "private" | "public" }>;
  /** Whether the network of the private endpoint is reachable; null on the way to the public address. */
  readonly connected: Connected | null;
  /** The security groups on the way, in the order in which they are asked. */
  readonly groups: readonly PassedGroup[];
  /** Where packets may go next: one if that is certain. */
  readonly hops: readonly PassedHop[];
}

export interface PassedGroup {
  readonly direction: "outbound" | "inbound";
  /** The network interface whose group it is; null for that of a subnet. */
  readonly at: NetworkInterface | null;
  /** Null if the group is declared elsewhere. */
  readonly group: SecurityGroup | null;
  /** What its rules do; null if they are not visible. */
  readonly filtered: Filtered | null;
  /** Whether it applies: that of an interface does to one machine of the subnet. */
  readonly applies: Truth;
  /** What it depends on whether it applies, and what its rules do. */
  readonly because: readonly Cause[];
}

export type Hop =
  | NextHop
  | { readonly kind: "service-endpoint"; readonly subnet: Subnet }
  | { readonly kind: "private-endpoint"; readonly endpoint: PrivateEndpoint }
  /** Past the subnet, from an address of the service that is integrated into it. */
  | { readonly kind: "outside"; readonly integration: Integration };

/** Where requests begin. */
export interface Start {
  readonly subnet: Subnet;
  readonly integration: Integration;
}

export interface PassedHop {
  readonly hop: Hop;
  /** Whether packets end here, regardless of a firewall. */
  readonly drops: Truth;
  /** What certainly or maybe keeps packets from the internet: the subnet if left out. */
  readonly stoppedBy?: "subnet" | "service";
  /** What the firewall at this hop does; null if there is none, or its rules are not visible. */
  readonly firewall: FirewallAnswer | null;
  /** What it depends on whether this is the next hop, and whether packets end here. */
  readonly because: readonly Cause[];
}

/** A hop that lets packets through, without a firewall. */
export function open(hop: Hop): PassedHop {
  return { hop, drops: "no", firewall: null, because: [] };
}

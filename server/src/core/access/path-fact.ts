import type { Fact } from "../logic/fact.ts";
/** What is on the way to a vault, and its effect on a caller: codes that `words` turns into sentences. */
export type PathFact =
  /** The caller's subnet is declared elsewhere: what is on the way is not visible, and assumed to let it pass. */
  | Fact<"way-not-declared">
  /** Of several answers, none is certain. */
  | Fact<"name-public", { why: "no-endpoint" | "zone-not-linked" | "redirected"; isCertain: boolean }>
  /** `isAssumed` says that no zone is declared that would say so. */
  | Fact<"name-private", { endpoint: string; isAssumed: boolean; isCertain: boolean }>
  /** No address: the zone that `link` gives to the network does not have the name. */
  | Fact<"name-missing", { link: string; isCertain: boolean }>
  /** Links of two zones of one name to the network. */
  | Fact<"zones-conflict", { links: readonly [string, string] }>
  | Fact<"dns-server-unknown", { address: string | null }>
  /** By the rule in the fact before. */
  | Fact<"dns-blocked", { isCertain: boolean }>
  | Fact<"no-security-group">
  /** A group whose rules are declared elsewhere. */
  | {
      readonly kind: "security-group-unseen";
      readonly direction: Direction;
      /** The network interface whose group it is; null for the group of a subnet. */
      readonly machine: string | null;
    }
  | {
      readonly kind: "security-rule";
      readonly direction: Direction;
      readonly group: string;
      /** The network interface that alone has this group; null for the group of a subnet. */
      readonly machine: string | null;
      /** The name of the rule, if it is known. */
      readonly rule: string | null;
      readonly priority: number | null;
      readonly effect: Effect;
    }
  /** A rule that Azure adds to every group; its priority is the number that Azure gives it. */
  | {
      readonly kind: "default-security-rule";
      readonly direction: Direction;
      readonly group: string;
      readonly machine: string | null;
      readonly rule: string;
      readonly priority: number;
      readonly effect: Effect;
    }
  | Fact<"security-rules-unknown", { group: string }>
  | {
      readonly kind: "next-hop";
      readonly hop: NextHopType;
      /** The name of the route; null for a route of Azure's own. */
      readonly route: string | null;
      /** The address of an appliance, or the name of a firewall. */
      readonly to: string | null;
      /** It is one of several that packets may go to. */
      readonly isOneOf?: true;
    }
  | Fact<"next-hop-unknown", { route: string | null }>
  | Fact<"routes-unseen">
  /** Of an app that is integrated into the subnet; `isCertain` says that its settings are known. */
  | Fact<"past-subnet", { isCertain: boolean }>
  | Fact<"private-needs-route-all", { endpoint: string }>
  /**
   * Of a subnet whose default outbound access is off; `isCertain` says that nothing else that is declared may provide it. Of a
   * service that blocks its traffic, or else leaves open how that gets out.
   */
  | Fact<"no-outbound-access", { of: "subnet" | "service"; isCertain: boolean }>
  | {
      readonly kind: "networks-not-connected";
      readonly endpoint: string;
      readonly because: Apart;
      /** False if something that is not declared here may connect them. */
      readonly isCertain: boolean;
    }
  | Fact<"no-firewall">
  | Fact<"firewall-rules-unseen", { firewall: string }>
  | {
      readonly kind: "firewall-rule";
      readonly firewall: string;
      readonly collection: string | null;
      readonly rule: string | null;
      readonly effect: Effect;
    }
  | Fact<"firewall-matches-nothing", { firewall: string }>;

/** What keeps two networks apart, or may. */
export type Apart =
  | "one-side"
  | "through-hub"
  | "through-appliance"
  | "unpeered"
  | "not-declared"
  | "peered"
  | "access-off"
  | "subnets-left-out"
  | "overlapping"
  | "perhaps-same";

/** A rule of a security group that decides, or may. */
export type SecurityRuleFact = Extract<
  PathFact,
  { readonly kind: "security-rule" | "default-security-rule" }
>;

export type Direction = "outbound" | "inbound";

/** `unclear` if it is not known whether the rule matches, or what it does. */
export type Effect = "allows" | "denies" | "unclear";

/** In the words of Network Watcher: https://learn.microsoft.com/azure/network-watcher/next-hop-overview */
export type NextHopType =
  | "Internet"
  | "None"
  | "VirtualAppliance"
  | "VirtualNetworkGateway"
  | "VirtualNetworkServiceEndpoint"
  | "InterfaceEndpoint";

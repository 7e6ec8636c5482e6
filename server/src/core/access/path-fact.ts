/** What is on the way to a vault, and its effect on a caller: codes that `words` turns into sentences. */
export type PathFact =
  /** The caller's subnet is declared elsewhere: what is on the way is not visible, and assumed to let it pass. */
  | { readonly kind: "way-not-declared" }
  /** Of several answers, none is certain. */
  | {
      readonly kind: "name-public";
      readonly why: "no-endpoint" | "zone-not-linked" | "redirected";
      readonly isCertain: boolean;
    }
  /** `isAssumed` says that no zone is declared that would say so. */
  | {
      readonly kind: "name-private";
      readonly endpoint: string;
      readonly isAssumed: boolean;
      readonly isCertain: boolean;
    }
  /** No address: the zone that `link` gives to the network does not have the name. */
  | { readonly kind: "name-missing"; readonly link: string; readonly isCertain: boolean }
  /** Links of two zones of one name to the network. */
  | { readonly kind: "zones-conflict"; readonly links: readonly [string, string] }
  | { readonly kind: "dns-server-unknown"; readonly address: string | null }
  /** By the rule in the fact before. */
  | { readonly kind: "dns-blocked"; readonly isCertain: boolean }
  | { readonly kind: "no-security-group" }
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
  | { readonly kind: "security-rules-unknown"; readonly group: string }
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
  | { readonly kind: "next-hop-unknown"; readonly route: string | null }
  | { readonly kind: "routes-unseen" }
  /** Of an app that is integrated into the subnet; `isCertain` says that its settings are known. */
  | { readonly kind: "past-subnet"; readonly isCertain: boolean }
  | { readonly kind: "private-needs-route-all"; readonly endpoint: string }
  /**
   * Of a subnet whose default outbound access is off; `isCertain` says that nothing else that is declared may provide it. Of a
   * service that blocks its traffic, or else leaves open how that gets out.
   */
  | { readonly kind: "no-outbound-access"; readonly of: "subnet" | "service"; readonly isCertain: boolean }
  | {
      readonly kind: "networks-not-connected";
      readonly endpoint: string;
      readonly because: Apart;
      /** False if something that is not declared here may connect them. */
      readonly isCertain: boolean;
    }
  | { readonly kind: "no-firewall" }
  | { readonly kind: "firewall-rules-unseen"; readonly firewall: string }
  | {
      readonly kind: "firewall-rule";
      readonly firewall: string;
      readonly collection: string | null;
      readonly rule: string | null;
      readonly effect: Effect;
    }
  | { readonly kind: "firewall-matches-nothing"; readonly firewall: string };

/** What keeps two networks apart, or may. */
export type Apart =
  | "one-side"
  | "through-hub"
  | "through-appliance"
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

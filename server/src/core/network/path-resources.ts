import type { Text, Dict } from "../evaluate/values/plain.ts";
import type { Value, Cause } from "../evaluate/values/value.ts";
import type { Field, ListField } from "./fields/field.ts";
import type { Resource } from "./resources-by-type.ts";
import type { Span } from "../text/document.ts";
import type { Existence } from "../evaluate/types.ts";
import type { Written } from "../template/written.ts";

/** One of the two links that connect two networks: https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering */
export interface Peering extends Resource {
  /** The id of the network that declares it. */
  readonly networkId: Value;
  /** The id of the other network. */
  readonly remote: Field<string | Text>;
  /** Whether the other network is reachable; on by default in azurerm, without a documented default in Azure. */
  readonly allowsAccess: Field<boolean>;
  /** Whether it accepts packets that another network sent to the other one. */
  readonly allowsForwarded: Field<boolean>;
  /** Whether all subnets take part. */
  readonly isComplete: Field<boolean>;
  /**
   * Otherwise, the names of those that do, of the network that declares it and of the other one
   * (https://learn.microsoft.com/azure/virtual-network/how-to-configure-subnet-peering).
   */
  readonly localSubnets: ListField<string>;
  readonly remoteSubnets: ListField<string>;
}

/** Says where the traffic of its subnets goes: https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview */
export interface RouteTable extends Resource {
  readonly routes: readonly Route[];
  /** Why there may be more of them; empty when these are all. */
  readonly open: readonly Cause[];
}

export interface Route {
  readonly name: Value;
  readonly label: Span;
  /** A range in CIDR notation, or a service tag. */
  readonly prefix: Field<string>;
  readonly nextHopType: Field<string>;
  readonly nextHopAddress: Field<string>;
}

/** Answers with the zones that are linked to its network: https://learn.microsoft.com/azure/dns/private-resolver-endpoints-rulesets */
export interface InboundEndpoint extends Resource {
  /** The id of the network of its resolver. */
  readonly networkId: Value;
  /** Its subnet. */
  readonly subnet: Field<string | Text>;
  /** The address, if it is written. */
  readonly address: Field<string>;
  /** The address as any expression that refers to it sees it. */
  readonly privateAddress: Value;
}

/** Sends queries for some domains to other servers, in the networks that it is linked to. */
export interface ForwardingRuleset extends Resource {
  readonly rules: readonly ForwardingRule[];
  /** The ids of the networks; each with whether the link exists. */
  readonly networks: readonly { readonly id: Field<string | Text>; readonly exists: Existence }[];
  /** Why there may be more rules; empty when these are all. */
  readonly open: readonly Cause[];
  /** Why it may be linked to more networks. */
  readonly openNetworks: readonly Cause[];
}

export interface ForwardingRule extends Resource {
  /** `azure.net.`, with a dot at the end. */
  readonly domain: Field<string>;
  readonly isEnabled: Field<boolean>;
  readonly servers: ListField<string>;
}

/** Filters the traffic of subnets and network interfaces: https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview */
export interface SecurityGroup extends Resource {
  /** The rules written in the group and those that are resources of their own, in the order of the files. */
  readonly rules: readonly SecurityRule[];
  /** The list in the group itself. */
  readonly written: ListField<Dict>;
  /** How a rule is spelled in that list. */
  encodeRule(rule: AllowRule): Written;
  /** Why there may be more of them; empty when these are all. */
  readonly open: readonly Cause[];
}

/** A rule that allows HTTPS. */
export interface AllowRule {
  readonly name: string;
  readonly priority: number;
  readonly direction: "outbound" | "inbound";
  /** A service tag, or `*`. */
  readonly source: string;
  readonly destination: string;
}

/** A rule of a network security group: https://learn.microsoft.com/azure/templates/microsoft.network/networksecuritygroups/securityrules */
export interface SecurityRule {
  readonly name: Value;
  readonly label: Span;
  readonly exists: Existence;
  readonly priority: Field<number>;
  /** `Inbound` or `Outbound`, without case. */
  readonly direction: Field<string>;
  /** `Allow` or `Deny`, without case. */
  readonly access: Field<string>;
  /** `Tcp`, `*` and others, without case. */
  readonly protocol: Field<string>;
  readonly source: SecurityRuleEnd;
  readonly destination: SecurityRuleEnd;
}

/** One end of the traffic that a rule matches: any of the prefixes or groups, and any of the ports. */
export interface SecurityRuleEnd {
  /** An address, a range in CIDR notation, a service tag or `*`. */
  readonly prefix: Field<string>;
  /** The same with the addresses and ranges that are listed. */
  readonly prefixes: ListField<string>;
  /** The ids of application security groups. */
  readonly groups: ListField<string | Text>;
  /** `443`, `8000-8080` or `*`; the one and the several together. */
  readonly ports: ListField<string>;
}

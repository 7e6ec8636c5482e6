import type { Dict, Text } from "../evaluate/values/plain.ts";
import type { Cause, Value } from "../evaluate/values/value.ts";
import type { Existence } from "../evaluate/types.ts";
import type { Field, ListField } from "./fields/field.ts";
import type { Resource } from "./resource.ts";
import type { Written } from "../template/written.ts";
import type { Span } from "../text/span.ts";

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

import type { Dict, Text } from "../evaluate/values/plain.ts";
import type { Cause, Value } from "../evaluate/values/value.ts";
import type { Existence } from "../evaluate/types.ts";
import type { Field, ListField } from "./fields/field.ts";
import type { Resource } from "./resources-by-type.ts";
import type { Written } from "../template/written.ts";
import type { Span } from "../text/document.ts";

/** An Azure Firewall: https://learn.microsoft.com/azure/firewall/overview */
export interface Firewall extends Resource {
  /** The ids of its subnet and of its public IP addresses. */
  readonly subnets: ListField<string | Text>;
  readonly publicIps: ListField<string | Text>;
  /** Its address in its network, by which routes name it: a name for what Azure chooses. */
  readonly privateAddress: Value;
  /** The same address where an export says it. */
  readonly address: Field<string>;
  /**
   * Ranges it does not translate to its own addresses, or an enclosing virtual hub: in both cases, it is unknown
   * how traffic leaves.
   */
  readonly isSpecial: boolean;
  /** The id of its policy; with one, the firewall's own rules and settings are ignored. */
  readonly policy: Field<string | Text>;
  /** Its own rules, the classic way. */
  readonly rules: RuleCollections;
  readonly dns: FirewallDns;
}

/** The settings and rules of firewalls: https://learn.microsoft.com/azure/firewall/policy-rule-sets */
export interface FirewallPolicy extends Resource {
  /** The id of its parent, whose rules come first. */
  readonly base: Field<string | Text>;
  readonly dns: FirewallDns;
  /** Whether it says which ranges are not translated. */
  readonly keepsSources: boolean;
  /** Its rule collection groups. */
  readonly groups: readonly RuleCollectionGroup[];
  /** Why there may be more groups; empty when these are all. */
  readonly open: readonly Cause[];
}

/** whether a firewall answers DNS queries, and which servers it asks: https://learn.microsoft.com/azure/firewall/dns-settings */
export interface FirewallDns {
  readonly proxy: Field<boolean>;
  readonly servers: ListField<string>;
}

export interface RuleCollectionGroup {
  readonly label: Span;
  readonly exists: Existence;
  readonly priority: Field<number>;
  readonly rules: RuleCollections;
}

/** Collections of rules in the order of the files. */
export interface RuleCollections {
  readonly collections: readonly RuleCollection[];
  /** Why there may be more of them; empty when these are all. */
  readonly open: readonly Cause[];
}

export interface RuleCollection {
  readonly name: Value;
  readonly label: Span;
  readonly exists: Existence;
  readonly priority: Field<number>;
  /** `Allow` or `Deny`, without case. */
  readonly action: Field<string>;
  readonly rules: readonly FirewallRule[];
  readonly open: readonly Cause[];
  /** What contains it, and its rules as a list there. */
  readonly resource: Resource;
  readonly written: ListField<Dict>;
  /** The kinds of rules that it takes. */
  readonly takes: readonly FirewallRule["kind"][];
  /** How a rule is spelled in that list. */
  encodeRule(rule: AllowedRequests): Written;
}

/** A rule that allows HTTPS from ranges of addresses: to a service tag, or to a host. */
export interface AllowedRequests {
  readonly kind: FirewallRule["kind"];
  readonly name: string;
  readonly sources: readonly string[];
  readonly to: string;
}

export type FirewallRule = NetworkRule | ApplicationRule;

interface AnyFirewallRule {
  readonly name: Value;
  readonly label: Span;
  /** Addresses, ranges in CIDR notation or `*`. */
  readonly sources: ListField<string>;
  /** The ids of IP groups. */
  readonly sourceGroups: ListField<string | Text>;
}

/** Matches addresses and ports; asked before all application rules: https://learn.microsoft.com/azure/firewall/rule-processing */
export interface NetworkRule extends AnyFirewallRule {
  readonly kind: "network";
  /** `TCP`, `Any` and others, without case. */
  readonly protocols: ListField<string>;
  /** Addresses, ranges in CIDR or `a-b` notation, service tags or `*`. */
  readonly destinations: ListField<string>;
  readonly destinationGroups: ListField<string | Text>;
  /** Names without wildcards. */
  readonly fqdns: ListField<string>;
  readonly ports: ListField<string>;
}

/** Matches the names in HTTP and HTTPS requests. */
export interface ApplicationRule extends AnyFirewallRule {
  readonly kind: "application";
  /** Names, with a wildcard only at the left. */
  readonly fqdns: ListField<string>;
  readonly fqdnTags: ListField<string>;
  readonly webCategories: ListField<string>;
  readonly protocols: readonly ApplicationProtocol[];
  /** Why there may be more protocols; empty when these are all. */
  readonly openProtocols: readonly Cause[];
}

export interface ApplicationProtocol {
  /** `Http`, `Https` or `Mssql`, without case. */
  readonly type: Field<string>;
  readonly port: Field<number>;
}

/** A list of addresses that firewall rules refer to: https://learn.microsoft.com/azure/firewall/ip-groups */
export interface IpGroup extends Resource {
  readonly addresses: ListField<string>;
}

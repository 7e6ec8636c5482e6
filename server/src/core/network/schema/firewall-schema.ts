import type { Dict, Text } from "../../evaluate/values/plain.ts";
import type { FieldSchema, ListSchema } from "../fields/field.ts";

export interface FirewallSchema {
  readonly subnets: ListSchema<string | Text>;
  readonly publicIps: ListSchema<string | Text>;
  /** Azure chooses the address, so that it is written in exports only, but can be referred to. */
  readonly privateAddress: readonly (string | number)[];
  readonly addresses: ListSchema<string>;
  /** Where something is written that has traffic leave in another way. */
  readonly special: readonly (readonly string[])[];
  readonly policy: FieldSchema<string | Text>;
  readonly dns: FirewallDnsSchema;
  /** Where the firewall itself contains its collections of rules. */
  readonly rules?: CollectionsSchema;
}

export interface FirewallDnsSchema {
  readonly proxy: FieldSchema<boolean>;
  /** As a list, or as a text with commas. */
  readonly servers: ListSchema<string> | FieldSchema<string>;
}

export interface FirewallPolicySchema {
  readonly base: FieldSchema<string | Text>;
  readonly dns: FirewallDnsSchema;
  /** Where ranges are written that are not translated. */
  readonly keepsSources: readonly (readonly string[])[];
}

export interface RuleCollectionGroupSchema {
  readonly priority: FieldSchema<number>;
  readonly rules: CollectionsSchema;
}

export interface IpGroupSchema {
  readonly addresses: ListSchema<string>;
}

/** What a rule matches: addresses and ports, or names. */
export type RuleKind = "network" | "application";

/** Where collections of rules are written, and how. */
export interface CollectionsSchema {
  /** The lists of collections, each with the kind of its rules, or with how collections and rules say theirs. */
  readonly lists: readonly { readonly at: ListSchema<Dict>; readonly kind: RuleKind | SaidKind }[];
  readonly collection: RuleCollectionSchema;
}

/** The kinds by their words in lower case; null for those that concern no traffic to the internet. */
export interface SaidKind {
  readonly ofCollection: FieldSchema<string>;
  readonly collections: ReadonlyMap<string, "filter" | null>;
  readonly ofRule: FieldSchema<string>;
  readonly rules: ReadonlyMap<string, RuleKind | null>;
  /** How a new rule says its kind. */
  readonly written: Readonly<Record<RuleKind, string>>;
}

export interface RuleCollectionSchema {
  readonly priority: FieldSchema<number>;
  readonly action: FieldSchema<string>;
  readonly rules: ListSchema<Dict>;
  readonly network: NetworkRuleSchema;
  readonly application: ApplicationRuleSchema;
}

export interface NetworkRuleSchema {
  readonly sources: ListSchema<string>;
  readonly sourceGroups: ListSchema<string | Text>;
  readonly protocols: ListSchema<string>;
  readonly destinations: ListSchema<string>;
  readonly destinationGroups: ListSchema<string | Text>;
  readonly fqdns: ListSchema<string>;
  readonly ports: ListSchema<string>;
}

export interface ApplicationRuleSchema {
  readonly sources: ListSchema<string>;
  readonly sourceGroups: ListSchema<string | Text>;
  readonly fqdns: ListSchema<string>;
  readonly fqdnTags: ListSchema<string>;
  readonly webCategories: ListSchema<string>;
  /** Where further conditions are written, of which the model has no words. */
  readonly conditions: readonly (readonly string[])[];
  readonly protocols: ListSchema<Dict>;
  /** Of one protocol. */
  readonly type: FieldSchema<string>;
  readonly port: FieldSchema<number>;
}

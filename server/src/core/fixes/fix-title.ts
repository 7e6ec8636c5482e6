import type { Fact } from "../logic/fact.ts";
import type { VaultLabel } from "../access/vault-label.ts";

/**
 * What a fix changes and whose access that changes: a code with its arguments, of which `words` makes a title. Properties and values
 * are spelled as the syntax spells them; subnets are `network/subnet`; vaults are named where a fix may concern one of several.
 */
export type FixTitle =
  | SettingTitle
  | EntryTitle
  | SubnetTitle
  /** Rules in security groups, by the symbols of these. */
  | Fact<"allow-in-groups", { tag: AllowedTag; groups: readonly string[] }>
  | DeclaringTitle
  | ForbiddenTitle
  | Fact<"add-deny-rules">
  /** Closes a firewall that is off for all but some callers. */
  | Fact<"close", { keeps: readonly KeptCallers[]; blocked: readonly BlockedCaller[] }>
  /** `resource` is null if several are made to wait. */
  | Fact<"wait", { resource: string | null; count: number; for: string }>
  | Fact<"refer-to-subnet", { subnet: string }>
  | Fact<"raise-tool", { tool: string; version: string }>
  | {
      readonly kind: "raise-api-version";
      readonly count: number;
      readonly version: string;
      readonly keepsPolicies: boolean;
      /** What is written counts only then. */
      readonly hasEffect: boolean;
    }
  | Fact<"trust", { vault: VaultLabel; value: "AzureServices" | "None" }>;

/** What is declared for DNS: a zone with its link to a network, the link alone, or nothing. */
export type AddedDns = "zone" | "link" | "nothing";

/** Declares resources, or entries of some, by the symbols of what they belong to. */
type DeclaringTitle =
  /** A zone that is linked to networks, for which resources wait. */
  | Fact<"declare-zone", { zone: string; networks: readonly string[]; count: number }>
  | Fact<"link-zone", { network: string }>
  | Fact<"add-record", { endpoint: string; zone: string }>
  | Fact<"register-endpoint", { endpoint: string; dns: AddedDns }>
  | Fact<"add-private-endpoint", { vault: VaultLabel; subnet: string; dns: AddedDns }>
  | Fact<"add-peering", { from: string; to: string }>
  | Fact<"open-peerings", { links: readonly string[] }>
  | Fact<"allow-in-firewall", { firewall: string; subnet: string; to: string }>;

/** The service tag that a rule of a security group allows. */
export type AllowedTag = "AzureKeyVault" | "AzureActiveDirectory" | "VirtualNetwork";

/** Whose access a setting changes, where it does. */
export type SettingEffect =
  | "blocks-unlisted"
  | "allows-all"
  | "blocks-public"
  | "applies-rules"
  | "blocks-trusted"
  | "allows-trusted"
  | "resolves-publicly";

/** Sets a property of a resource. */
export interface SettingTitle {
  readonly kind: "set";
  readonly property: string;
  readonly value: string | boolean;
  readonly effect: SettingEffect | null;
  readonly blocked: readonly BlockedCaller[];
  /** A permission that is given with it, by its property. */
  readonly permits: string | null;
}

/** A caller declared here that a fix blocks: the symbol of a resource, or the machine that runs Terraform. */
export type BlockedCaller = Fact<"consumer", { name: string }> | Fact<"runner">;

/** More callers than these are counted rather than named. */
export const mostBlockedNames = 3;

export type KeptCallers =
  | Fact<"trusted-services">
  | Fact<"subnets", { subnets: readonly string[] }>
  | Fact<"sources", { names: readonly string[] }>
  | Fact<"many-sources", { count: number }>;

type EntryTitle =
  /** An entry or property by its text. */
  | Fact<"remove", { what: string; blocksUnlisted: boolean }>
  | Fact<"remove-ip-rules", { count: number; blocksUnlisted: boolean }>
  | Fact<"remove-list", { list: "ip" | "subnet"; count: number }>
  | Fact<"remove-redundant", { count: number }>
  | Fact<"remove-storage-properties", { count: number }>
  /** One text, or how many CIDR ranges; with the number of addresses it allows where that changes. */
  | Fact<"change", { to: string | number; as: "text" | "network" | "address"; allows: number | null }>
  | Fact<"change-to-object", { key: string }>
  /** A word that means nothing, and the one that was probably intended. */
  | Fact<"correct-word", { from: string; to: string }>
  /** The name of a vault that is declared. */
  | Fact<"correct-name", { to: string }>
  | Fact<"correct-property", { to: string }>
  /** `added` counts the addresses that get in newly. */
  | Fact<"merge", { count: number; into: string; added: number }>
  | {
      readonly kind: "add-rules" | "remove-rules";
      readonly rules: readonly string[];
      readonly list: string;
      readonly vault: VaultLabel;
      readonly opens: boolean;
    };

/** What lets a subnet in: a rule, a rule with its service endpoint, or rules for addresses by the symbols that have them. */
export type SubnetWay =
  | Fact<"subnet-rule", { turnsOnEndpoint: boolean }>
  | Fact<"addresses", { of: readonly string[] }>;

type SubnetTitle =
  | Fact<"add-service-endpoint", { subnet: string }>
  | {
      readonly kind: "allow-subnets";
      readonly subnets: readonly string[];
      readonly way: SubnetWay;
      readonly vault: VaultLabel | null;
      readonly opens: boolean;
      /** Only where the caller is in that subnet. */
      readonly ifThere: boolean;
    }
  | Fact<"replace-with-subnet-rule", { rule: string; subnets: readonly string[] }>;

/** What only people can do about a 403. */
type ForbiddenTitle =
  | Fact<"subnet-rule-for-caller", { vault: VaultLabel }>
  | Fact<"call-over-endpoint", { endpoint: string; vault: VaultLabel }>
  | Fact<"add-endpoint", { vault: VaultLabel }>
  | Fact<"trust-if-service", { vault: VaultLabel }>
  | Fact<"enable-and-list", { vault: VaultLabel }>;

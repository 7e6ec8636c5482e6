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
  | { readonly kind: "allow-in-groups"; readonly tag: AllowedTag; readonly groups: readonly string[] }
  | DeclaringTitle
  | ForbiddenTitle
  | { readonly kind: "add-deny-rules" }
  /** Closes a firewall that is off for all but some callers. */
  | {
      readonly kind: "close";
      readonly keeps: readonly KeptCallers[];
      readonly blocked: readonly BlockedCaller[];
    }
  /** `resource` is null if several are made to wait. */
  | {
      readonly kind: "wait";
      readonly resource: string | null;
      readonly count: number;
      readonly for: string;
    }
  | { readonly kind: "refer-to-subnet"; readonly subnet: string }
  | { readonly kind: "raise-tool"; readonly tool: string; readonly version: string }
  | {
      readonly kind: "raise-api-version";
      readonly count: number;
      readonly version: string;
      readonly keepsPolicies: boolean;
      /** What is written counts only then. */
      readonly hasEffect: boolean;
    }
  | { readonly kind: "trust"; readonly vault: VaultLabel; readonly value: "AzureServices" | "None" };

/** What is declared for DNS: a zone with its link to a network, the link alone, or nothing. */
export type AddedDns = "zone" | "link" | "nothing";

/** Declares resources, or entries of some, by the symbols of what they belong to. */
type DeclaringTitle =
  /** A zone that is linked to networks, for which resources wait. */
  | {
      readonly kind: "declare-zone";
      readonly zone: string;
      readonly networks: readonly string[];
      readonly count: number;
    }
  | { readonly kind: "link-zone"; readonly network: string }
  | { readonly kind: "add-record"; readonly endpoint: string; readonly zone: string }
  | { readonly kind: "register-endpoint"; readonly endpoint: string; readonly dns: AddedDns }
  | {
      readonly kind: "add-private-endpoint";
      readonly vault: VaultLabel;
      readonly subnet: string;
      readonly dns: AddedDns;
    }
  | { readonly kind: "add-peering"; readonly from: string; readonly to: string }
  | { readonly kind: "open-peerings"; readonly links: readonly string[] }
  | {
      readonly kind: "allow-in-firewall";
      readonly firewall: string;
      readonly subnet: string;
      readonly to: string;
    };

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
export type BlockedCaller =
  | { readonly kind: "consumer"; readonly name: string }
  | { readonly kind: "runner" };

/** More callers than these are counted rather than named. */
export const mostBlockedNames = 3;

export type KeptCallers =
  | { readonly kind: "trusted-services" }
  | { readonly kind: "subnets"; readonly subnets: readonly string[] }
  | { readonly kind: "sources"; readonly names: readonly string[] }
  | { readonly kind: "many-sources"; readonly count: number };

type EntryTitle =
  /** An entry or property by its text. */
  | { readonly kind: "remove"; readonly what: string; readonly blocksUnlisted: boolean }
  | { readonly kind: "remove-ip-rules"; readonly count: number; readonly blocksUnlisted: boolean }
  | { readonly kind: "remove-list"; readonly list: "ip" | "subnet"; readonly count: number }
  | { readonly kind: "remove-redundant"; readonly count: number }
  | { readonly kind: "remove-storage-properties"; readonly count: number }
  /** One text, or how many CIDR ranges; with the number of addresses it allows where that changes. */
  | {
      readonly kind: "change";
      readonly to: string | number;
      readonly as: "text" | "network" | "address";
      readonly allows: number | null;
    }
  | { readonly kind: "change-to-object"; readonly key: string }
  /** A word that means nothing, and the one that was probably intended. */
  | { readonly kind: "correct-word"; readonly from: string; readonly to: string }
  /** The name of a vault that is declared. */
  | { readonly kind: "correct-name"; readonly to: string }
  /** `added` counts the addresses that get in newly. */
  | {
      readonly kind: "merge";
      readonly count: number;
      readonly into: string;
      readonly added: number;
    }
  | {
      readonly kind: "add-rules" | "remove-rules";
      readonly rules: readonly string[];
      readonly list: string;
      readonly vault: VaultLabel;
      readonly opens: boolean;
    };

/** What lets a subnet in: a rule, a rule with its service endpoint, or rules for addresses by the symbols that have them. */
export type SubnetWay =
  | { readonly kind: "subnet-rule"; readonly turnsOnEndpoint: boolean }
  | { readonly kind: "addresses"; readonly of: readonly string[] };

type SubnetTitle =
  | { readonly kind: "add-service-endpoint"; readonly subnet: string }
  | {
      readonly kind: "allow-subnets";
      readonly subnets: readonly string[];
      readonly way: SubnetWay;
      readonly vault: VaultLabel | null;
      readonly opens: boolean;
      /** Only where the caller is in that subnet. */
      readonly ifThere: boolean;
    }
  | { readonly kind: "replace-with-subnet-rule"; readonly rule: string; readonly subnets: readonly string[] };

/** What only people can do about a 403. */
type ForbiddenTitle =
  | { readonly kind: "subnet-rule-for-caller"; readonly vault: VaultLabel }
  | { readonly kind: "call-over-endpoint"; readonly endpoint: string; readonly vault: VaultLabel }
  | { readonly kind: "add-endpoint"; readonly vault: VaultLabel }
  | { readonly kind: "trust-if-service"; readonly vault: VaultLabel }
  | { readonly kind: "enable-and-list"; readonly vault: VaultLabel };

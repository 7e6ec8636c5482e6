import type { Direction } from "../../access/path-fact.ts";
import type { GarbageReason } from "../../ip/ip-entry.ts";
import type { Fact } from "../../logic/fact.ts";

/** What rules find about subnets, private endpoints, DNS zones and perimeters. Subnets are `network/subnet`. */
export type PathFact =
  | Fact<"KV301", { id: string; validator: Validator }>
  | Fact<"KV302", { subnet: string; isRejected: boolean }>
  | Fact<"KV303", { subnets: readonly string[] }>
  | Fact<"KV304", { subnet: string; endpoint: string }>
  | Fact<"KV305", { subnet: string }>
  | Fact<"KV306", { count: number }>
  | Fact<"KV307", { from: From; by: PathBlock }>
  | Fact<"KV308", { subnet: string }>
  | Fact<"KV309", { count: number; limit: number }>
  | Fact<"KV401", { endpoint: string; group: string }>
  /** A zone that is never queried, or for all vaults, or one in a zone group of a vault's endpoint. */
  | {
      readonly kind: "KV402";
      readonly of: "zone" | "group" | "all-vaults" | "group-of-all-vaults";
      readonly zone: string;
      readonly right: string;
    }
  /** An endpoint that is registered nowhere, or in a zone that is linked to no network. */
  | Fact<"KV403", { endpoint: string; isUnlinked: boolean }>
  | Fact<"KV404", { endpoint: string }>
  | Fact<"KV405">
  | Fact<"KV406">
  | Fact<"KV407", { isEnforced: boolean }>
  | Fact<"KV408">
  /** The network that a link is for; null if its name is not known. */
  | Fact<"KV409", { network: string | null }>
  | Fact<"KV410", { from: From; because: NotConnected }>
  /** In the order of the template. */
  | Fact<"KV411", { endpoints: readonly [string, string] }>
  | Fact<"KV412", { resource: string; zone: string }>
  | Fact<"KV413", { network: string | null; zone: string }>
  /** The subnet that a rule lists, and that of the firewall behind which it is. */
  | Fact<"KV414", { subnet: string; seen: string }>
  | Fact<"KV415", { caller: string }>;

/** Where calls come from: a subnet, or a consumer in one that is declared elsewhere. */
export interface From {
  readonly kind: "subnet" | "consumer";
  readonly name: string;
}

/** Why two networks are not connected: certainly, or, if `unpeered`, as far as the repository shows. */
export type NotConnected =
  | "one-side"
  | "access-off"
  | "subnets-left-out"
  | "overlapping"
  | "through-hub"
  | "unpeered";

/** What stops traffic on the way. Names are null if they are not known. */
export type PathBlock =
  | Fact<"security-rule", { direction: Direction; group: string; rule: string | null }>
  /** A route whose next hop is None. */
  | Fact<"route", { route: string | null }>
  | Fact<"no-outbound-access">
  | Fact<"firewall-rule", { firewall: string; rule: string | null }>
  /** None of its rules allows the traffic. */
  | Fact<"firewall", { firewall: string }>;

/** A vault's lists of rules. */
export type RuleList = "ip" | "subnet";

/** Which system rejects a malformed entry: Terraform's provider checks it before Azure does. */
type Validator = "azurerm" | "Azure";

/** How something ends: on a day that is ahead or over, or, of a preview, some time after a notice of 90 days. */
export type Ending = "ahead" | "over" | "on-notice";

/** What rules find in the entries and settings of a vault. */
export type EntryFact =
  | Fact<"KV201", { rule: string }>
  | {
      readonly kind: "KV202";
      readonly rule: string;
      readonly validator: Validator;
      /** A `dash-range` may be accepted; a placeholder has to be replaced. */
      readonly why: "dash-range" | "placeholder" | "ipv6" | GarbageReason;
    }
  | Fact<"KV203", { rule: string }>
  | Fact<"KV204", { rule: string }>
  /** `by` is the rule that covers it; null if it is the same text. */
  | Fact<"KV205", { rule: string; by: string | null }>
  /** The texts of two rules, or the number of more. */
  | Fact<"KV206", { rules: readonly [string, string] | number; into: string }>
  | Fact<"KV207", { list: RuleList; count: number; limit: number }>
  | {
      readonly kind: "KV208";
      readonly list: RuleList;
      readonly count: number;
      readonly because: "perimeter-enforced" | "disabled" | "perimeter-decides" | "allow" | "not-set";
      readonly property: string;
    }
  | Fact<"KV209", { value: string; property: string; words: readonly string[] }>
  /** The names of one property, which differ only in case. */
  | Fact<"KV209", { spellings: string }>
  | Fact<"KV210", { what: "property"; property: string }>
  | Fact<"KV210", { what: "bypass"; property: string; value: string }>
  /** The number counts from 1; an entry is a text, an object without the key, or null where there are no objects. */
  | Fact<"KV211", { list: RuleList; number: number; key: string; instead: "text" | "no-key" | "null" }>
  | Fact<"KV212", { property: string; version: string }>
  /** The symbol of a resource other than the vault; `more` is how many others the root has with the same version. */
  | Fact<"KV213", { resource: string | null; version: string; more: number; ending: Ending }>
  /** A tool, and the first version of it that stays; or a request, whose version is that of the API. */
  | ({ readonly kind: "KV214"; readonly version: string; readonly ending: Ending } & (
      | { readonly tool: string; readonly first: string }
      | { readonly tool: null }
    ))
  /** `intended` is null of a `value` around the properties. */
  | Fact<"KV215", { property: string; intended: string | null }>
  | Fact<"KV216", { other: string }>;

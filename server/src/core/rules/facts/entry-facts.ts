import type { Fact } from "../../logic/fact.ts";
import type { GarbageReason } from "../../ip/ip-entry.ts";

/** A vault's lists of rules. */
export type RuleList = "ip" | "subnet";

/** Which system rejects a malformed entry: Terraform's provider checks it before Azure does. */
export type Validator = "azurerm" | "Azure";

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

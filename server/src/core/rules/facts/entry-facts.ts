import type { GarbageReason } from "../../ip/ip-entry.ts";

/** A vault's lists of rules. */
export type RuleList = "ip" | "subnet";

/** Which system rejects a malformed entry: Terraform's provider checks it before Azure does. */
export type Validator = "azurerm" | "Azure";

/** How something ends: on a day that is ahead or over, or, of a preview, some time after a notice of 90 days. */
export type Ending = "ahead" | "over" | "on-notice";

/** What rules find in the entries and settings of a vault. */
export type EntryFact =
  | { readonly kind: "KV201"; readonly rule: string }
  | {
      readonly kind: "KV202";
      readonly rule: string;
      readonly validator: Validator;
      /** A `dash-range` may be accepted; a placeholder has to be replaced. */
      readonly why: "dash-range" | "placeholder" | "ipv6" | GarbageReason;
    }
  | { readonly kind: "KV203"; readonly rule: string }
  | { readonly kind: "KV204"; readonly rule: string }
  /** `by` is the rule that covers it; null if it is the same text. */
  | { readonly kind: "KV205"; readonly rule: string; readonly by: string | null }
  /** The texts of two rules, or the number of more. */
  | { readonly kind: "KV206"; readonly rules: readonly [string, string] | number; readonly into: string }
  | { readonly kind: "KV207"; readonly list: RuleList; readonly count: number; readonly limit: number }
  | {
      readonly kind: "KV208";
      readonly list: RuleList;
      readonly count: number;
      readonly because: "perimeter-enforced" | "disabled" | "perimeter-decides" | "allow" | "not-set";
      readonly property: string;
    }
  | {
      readonly kind: "KV209";
      readonly value: string;
      readonly property: string;
      readonly words: readonly string[];
    }
  /** The names of one property, which differ only in case. */
  | { readonly kind: "KV209"; readonly spellings: string }
  | { readonly kind: "KV210"; readonly what: "property"; readonly property: string }
  | { readonly kind: "KV210"; readonly what: "bypass"; readonly property: string; readonly value: string }
  /** The number counts from 1; an entry is a text, an object without the key, or null where there are no objects. */
  | {
      readonly kind: "KV211";
      readonly list: RuleList;
      readonly number: number;
      readonly key: string;
      readonly instead: "text" | "no-key" | "null";
    }
  | { readonly kind: "KV212"; readonly property: string; readonly version: string }
  /** The symbol of a resource other than the vault; `more` is how many others the root has with the same version. */
  | {
      readonly kind: "KV213";
      readonly resource: string | null;
      readonly version: string;
      readonly more: number;
      readonly ending: Ending;
    }
  /** A tool, and the first version of it that stays; or a request, whose version is that of the API. */
  | ({ readonly kind: "KV214"; readonly version: string; readonly ending: Ending } & (
      | { readonly tool: string; readonly first: string }
      | { readonly tool: null }
    ));

import type { Listed } from "../access/entries.ts";
import type { Cause } from "../evaluate/values/value.ts";
import type { GarbageReason } from "../ip/ip-entry.ts";
import type { realmOf } from "../ip/ip-set.ts";

/** What is known of an IP rule under the cursor, in addition to its place: each fact is a paragraph or a list item. */
export type IpRuleFact =
  | {
      readonly kind: "range";
      readonly range: Addresses;
      readonly realm: ReturnType<typeof realmOf>;
      readonly of: "vault" | "managedHsm";
    }
  /** Either the network with its addresses, or the single address. */
  | {
      readonly kind: "host-bits";
      readonly prefix: number;
      readonly network: string;
      readonly range: Addresses;
      readonly address: string;
    }
  | { readonly kind: "dash"; readonly range: Addresses; readonly cidrs: readonly string[] }
  | { readonly kind: "ipv6" }
  | { readonly kind: "not-a-range"; readonly why: GarbageReason }
  | { readonly kind: "depends"; readonly because: readonly Cause[] }
  /** Services of Azure that have addresses of the rule; `published` is the day of their list. */
  | {
      readonly kind: "owners";
      readonly tags: readonly string[];
      readonly more: number;
      readonly published: string | null;
    }
  /** What another rule of the vault lists, compared with this one. */
  | { readonly kind: "same" | "covered" | "covers"; readonly other: Listed }
  | { readonly kind: "overlaps"; readonly other: Listed; readonly addresses: number }
  | { readonly kind: "more-overlaps"; readonly count: number }
  | { readonly kind: "limits"; readonly of: "vault" | "managedHsm" };

/** "203.0.113.0-203.0.113.255", and the number of addresses. */
export interface Addresses {
  readonly text: string;
  readonly count: number;
}

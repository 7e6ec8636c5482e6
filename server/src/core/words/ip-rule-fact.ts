import type { Fact } from "../logic/fact.ts";
import type { Listed } from "../access/entries.ts";
import type { Cause } from "../evaluate/values/value.ts";
import type { GarbageReason } from "../ip/ip-entry.ts";
import type { realmOf } from "../ip/ip-set.ts";

/** What is known of an IP rule under the cursor, in addition to its place: each fact is a paragraph or a list item. */
export type IpRuleFact =
  | Fact<"range", { range: Addresses; realm: ReturnType<typeof realmOf>; of: "vault" | "managedHsm" }>
  /** Either the network with its addresses, or the single address. */
  | Fact<"host-bits", { prefix: number; network: string; range: Addresses; address: string }>
  | Fact<"dash", { range: Addresses; cidrs: readonly string[] }>
  | Fact<"ipv6">
  | Fact<"not-a-range", { why: GarbageReason }>
  | Fact<"depends", { because: readonly Cause[] }>
  /** Services of Azure that have addresses of the rule; `published` is the day of their list. */
  | Fact<"owners", { tags: readonly string[]; more: number; published: string | null }>
  /** What another rule of the vault lists, compared with this one. */
  | Fact<"same" | "covered" | "covers", { other: Listed }>
  | Fact<"overlaps", { other: Listed; addresses: number }>
  | Fact<"more-overlaps", { count: number }>
  | Fact<"limits", { of: "vault" | "managedHsm" }>;

/** "203.0.113.0-203.0.113.255", and the number of addresses. */
export interface Addresses {
  readonly text: string;
  readonly count: number;
}

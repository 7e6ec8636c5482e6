import type { Fact } from "../../logic/fact.ts";
import type { Direction } from "../../access/path-fact.ts";
import type { Validator } from "./entry-facts.ts";

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

/** Why two networks are certainly not connected. */
export type NotConnected = "one-side" | "access-off" | "subnets-left-out" | "overlapping" | "through-hub";

/** What stops traffic on the way. Names are null if they are not known. */
export type PathBlock =
  | Fact<"security-rule", { direction: Direction; group: string; rule: string | null }>
  /** A route whose next hop is None. */
  | Fact<"route", { route: string | null }>
  | Fact<"no-outbound-access">
  | Fact<"firewall-rule", { firewall: string; rule: string | null }>
  /** None of its rules allows the traffic. */
  | Fact<"firewall", { firewall: string }>;

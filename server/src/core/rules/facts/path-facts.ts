import type { Direction } from "../../access/path-fact.ts";
import type { Vault } from "../../network/network.ts";
import type { Validator } from "./entry-facts.ts";

/** What rules find about subnets, private endpoints, DNS zones and perimeters. Subnets are `network/subnet`. */
export type PathFact =
  | { readonly kind: "KV301"; readonly id: string; readonly validator: Validator }
  | { readonly kind: "KV302"; readonly subnet: string; readonly isRejected: boolean }
  | { readonly kind: "KV303"; readonly subnets: readonly string[] }
  | { readonly kind: "KV304"; readonly subnet: string; readonly endpoint: string }
  | { readonly kind: "KV305"; readonly subnet: string }
  | { readonly kind: "KV306"; readonly count: number }
  | { readonly kind: "KV307"; readonly from: From; readonly by: PathBlock }
  | { readonly kind: "KV308"; readonly subnet: string }
  | { readonly kind: "KV309"; readonly count: number; readonly limit: number }
  /** `target` is what the endpoint is for; `isNamed` where that is a vault of the deployment. */
  | {
      readonly kind: "KV401";
      readonly endpoint: string;
      readonly target: Vault["kind"];
      readonly isNamed: boolean;
      readonly group: string;
      readonly written: string;
    }
  /** A zone that is never queried, or for all vaults, or one in a zone group of a vault's endpoint. */
  | {
      readonly kind: "KV402";
      readonly of: "zone" | "group" | "all-vaults" | "group-of-all-vaults";
      readonly zone: string;
      readonly right: string;
    }
  /** An endpoint that is registered nowhere, or in a zone that is linked to no network. */
  | { readonly kind: "KV403"; readonly endpoint: string; readonly isUnlinked: boolean }
  | { readonly kind: "KV404"; readonly endpoint: string }
  | { readonly kind: "KV405" }
  | { readonly kind: "KV406" }
  | { readonly kind: "KV407"; readonly isEnforced: boolean }
  | { readonly kind: "KV408" }
  /** The network that a link is for; null if its name is not known. */
  | { readonly kind: "KV409"; readonly network: string | null }
  | {
      readonly kind: "KV410";
      readonly from: From;
      readonly endpoint: string;
      readonly because: NotConnected;
    }
  /** In the order of the template. */
  | { readonly kind: "KV411"; readonly endpoints: readonly [string, string] }
  | { readonly kind: "KV412"; readonly resource: string; readonly zone: string }
  | { readonly kind: "KV413"; readonly network: string | null; readonly zone: string }
  /** The subnet that a rule lists, and that of the firewall behind which it is. */
  | { readonly kind: "KV414"; readonly subnet: string; readonly seen: string };

/** Where calls come from: a subnet, or a consumer in one that is declared elsewhere. */
export interface From {
  readonly kind: "subnet" | "consumer";
  readonly name: string;
}

/** Why two networks are certainly not connected. */
export type NotConnected = "one-side" | "access-off" | "subnets-left-out" | "overlapping" | "through-hub";

/** What stops traffic on the way. Names are null if they are not known. */
export type PathBlock =
  | {
      readonly kind: "security-rule";
      readonly direction: Direction;
      readonly group: string;
      readonly rule: string | null;
    }
  /** A route whose next hop is None. */
  | { readonly kind: "route"; readonly route: string | null }
  | { readonly kind: "no-outbound-access" }
  | { readonly kind: "firewall-rule"; readonly firewall: string; readonly rule: string | null }
  /** None of its rules allows the traffic. */
  | { readonly kind: "firewall"; readonly firewall: string };

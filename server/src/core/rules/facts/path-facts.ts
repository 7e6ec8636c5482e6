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
  /** `target` is what the endpoint is for; `isNamed` where that is a vault of the deployment. */
  | {
      readonly kind: "KV401";
      readonly endpoint: string;
      readonly target: Vault["kind"];
      readonly isNamed: boolean;
      readonly group: string;
      readonly written: string;
    }
  /** A zone that is never queried, or one in a zone group of a vault's endpoint. */
  | {
      readonly kind: "KV402";
      readonly of: "zone" | "group";
      readonly zone: string;
      readonly right: string;
    }
  | { readonly kind: "KV403"; readonly endpoint: string }
  | { readonly kind: "KV404"; readonly endpoint: string }
  | { readonly kind: "KV405" }
  | { readonly kind: "KV406" }
  | { readonly kind: "KV407"; readonly isEnforced: boolean }
  | { readonly kind: "KV408" }
  /** In the order of the template. */
  | { readonly kind: "KV411"; readonly endpoints: readonly [string, string] }
  | { readonly kind: "KV412"; readonly resource: string; readonly zone: string };

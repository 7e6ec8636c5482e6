import type { Bypass, DefaultAction, PublicAccess } from "./effective.ts";

/** What a 403 of Key Vault says: which state of the vault made it. These words are read by programs: add, never change. */
export type ForbiddenShape =
  | "firewall"
  | "firewall-bypass-none"
  | "disabled"
  | "disabled-bypass-none"
  | "wrong-endpoint"
  | "permission"
  | "unknown";

/** Where a deployed vault differs from its template. Properties are named as ARM has them. */
export type DriftFact =
  | {
      readonly kind: "setting";
      readonly property: "publicNetworkAccess" | "defaultAction" | "bypass";
      /** What the 403 or an export says. */
      readonly deployed: PublicAccess | DefaultAction | Bypass;
      readonly by: "service" | "export";
      readonly template: PublicAccess | DefaultAction | Bypass;
      readonly byDefault: boolean;
    }
  | {
      readonly kind: "only-deployed" | "only-in-template";
      readonly property: "ipRules" | "virtualNetworkRules";
      readonly entries: readonly string[];
    };

/** What to look at after a 403. */
export type AdviceFact =
  | {
      readonly kind:
        | "grant-role"
        | "correct-dns-record"
        | "deployed-differs"
        | "compare-deployed"
        | "service-endpoint-hides-address"
        | "check-private-dns"
        | "hosted-agents";
    }
  | { readonly kind: "no-template"; readonly vault: string | null }
  | { readonly kind: "private-client" | "check-egress"; readonly client: string };

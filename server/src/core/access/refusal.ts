import type { Bypass, DefaultAction, PublicAccess } from "./effective.ts";

/** What a 403 error of Key Vault says about the state of the vault. Programs read these codes: add, never change. */
export type ForbiddenShape =
  | "firewall"
  | "firewall-bypass-none"
  | "disabled"
  | "disabled-bypass-none"
  | "wrong-endpoint"
  | "permission"
  | "unknown";

/** Where a deployed vault differs from its template. Properties have their ARM names. */
export type DriftFact =
  | {
      readonly kind: "setting";
      readonly property: "publicNetworkAccess" | "defaultAction" | "bypass";
      /** What the 403 error or an export says. */
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

/** What to check after a 403 error. */
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

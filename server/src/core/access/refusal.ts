/** What a 403 error of Key Vault says about the state of the vault. Programs read these codes: add, never change. */
export type ForbiddenShape =
  | "firewall"
  | "firewall-bypass-none"
  | "disabled"
  | "disabled-bypass-none"
  | "wrong-endpoint"
  | "permission"
  | "unknown";

/** A property in which a vault and its template may differ, by its ARM name. */
export type DriftProperty =
  | "publicNetworkAccess"
  | "defaultAction"
  | "bypass"
  | "ipRules"
  | "virtualNetworkRules"
  | "privateEndpointConnections"
  | "networkSecurityPerimeter";

/** Where a vault of a state differs from its template. */
export type DriftFact =
  | {
      readonly kind: "setting";
      readonly property: DriftProperty;
      /** What the 403 error or the state says. */
      readonly deployed: string;
      readonly by: "service" | "state";
      readonly template: string;
      readonly byDefault: boolean;
    }
  | {
      readonly kind: "only-deployed" | "only-in-template";
      readonly property: DriftProperty;
      readonly entries: readonly string[];
    }
  /** About the vault itself: only one side has it, or its name is not known. */
  | { readonly kind: "vault-only-deployed" | "vault-only-declared" | "vault-not-compared" };

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

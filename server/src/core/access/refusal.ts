import type { Fact } from "../logic/fact.ts";
import type { Direction } from "./path-fact.ts";
import type { VaultLabel } from "./vault-label.ts";

/** What a 403 error of Key Vault says about the state of the vault. Programs read these codes: add, never change. */
export type ForbiddenShape =
  | "firewall"
  | "firewall-bypass-none"
  | "disabled"
  | "disabled-bypass-none"
  | "wrong-endpoint"
  | "permission"
  | "unknown"
  /** A network security perimeter rejected the call. */
  | "perimeter"
  /** A service says that it could not use the vault, and not why. */
  | "consumer"
  /** Azure did not accept a vault or its rules, and nothing called it. */
  | "rejected-address"
  | "rejected-subnet"
  | "rejected-policy";

/**
 * How a call failed that Key Vault did not answer, or answered without rejecting it, according to a log. Programs read these
 * codes: add, never change.
 */
export type FailureShape =
  /** The resolver has no address for the host name. */
  | "name-resolution"
  /** Azure found no vault of this name. */
  | "vault-not-found"
  /** A DNS server did not answer, or could not. */
  | "dns-server"
  | "timeout"
  /** Refused, reset or closed. */
  | "refused"
  /** The certificate is not trusted, or is for another name. */
  | "tls"
  | "proxy"
  /** Whatever issues tokens was not reached. */
  | "token"
  /** The call has no valid token: whatever issues tokens answered. */
  | "sign-in"
  /** The vault answered that it has no such secret, key or certificate. */
  | "not-found"
  | "invalid-reference"
  | "unexplained";

/** What an explanation is about. */
export type ExplainedShape = ForbiddenShape | FailureShape;

/** The program or library that printed a log. */
export type LoggedBy =
  | "app-service"
  | "azure-cli"
  | "command-line"
  | "dotnet"
  | "go"
  | "java"
  | "javascript"
  | "kubernetes"
  | "powershell"
  | "python"
  | "terraform";

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
  | Fact<"only-deployed" | "only-in-template", { property: DriftProperty; entries: readonly string[] }>
  /** About the vault itself: only one side has it, its name is not known, or the state is only a part. */
  | {
      readonly kind:
        | "vault-only-deployed"
        | "vault-only-declared"
        | "vault-not-compared"
        | "vault-not-in-part"
        | "vault-perhaps-unread";
    }
  /** Only the state has it, unless it is one of these, whose names are not known. */
  | Fact<"vault-perhaps-declared", { vaults: readonly string[] }>;

/** What to check after a call that failed. */
export type AdviceFact =
  | {
      readonly kind:
        | "grant-role"
        | "correct-dns-record"
        | "deployed-differs"
        | "compare-deployed"
        | "service-endpoint-hides-address"
        | "check-private-dns"
        | "hosted-agents"
        | "no-caller-declared"
        | "perimeter-rule"
        | "network-allows"
        | "check-permission"
        | "policy-demands"
        | FailureAdvice;
    }
  | Fact<"no-template", { vault: string | null }>
  /** The vault of the log, null if it has no name there, may be any of these; less likely one of a module that nothing calls. */
  | ({ readonly kind: "candidates"; readonly vault: string | null } & Readonly<
      Record<"among" | "uncalled", readonly VaultLabel[]>
    >)
  | Fact<"private-client" | "check-egress", { client: string }>
  | Fact<"turn-on-endpoint", { subnet: string }>
  | Fact<"remove-address", { rule: string }>
  /** `isDeclared` says whether a template here declares it. */
  | Fact<"vault-may-not-exist", { vault: string | null; isDeclared: boolean }>
  /** Nothing that is declared explains the failure. */
  | Fact<"nothing-fits", { what: "name" | "connection" | "token" }>
  /** The address in the log is not one that the templates lead to. */
  | Fact<"public-address", { address: string; endpoint: string }>
  | Fact<"private-address", { address: string }>
  /** The DNS server that answered: Azure's own, or another. */
  | Fact<"answered-by", { resolver: string; isAzure: boolean }>;

/** What to check after a failed connection. */
export type FailureAdvice =
  | "look-up-name"
  | "check-dns-server"
  | "check-effective-rules"
  | "connection-cut"
  | "tls-inspection"
  | "certificate-name"
  | "proxy-settings"
  | "entra-hosts"
  | "metadata-service"
  | "check-credentials"
  | "check-object-name"
  | "check-reference"
  | "see-details"
  | "app-integration"
  | "pod-network";

/** What is not a setting of a gate, but explains why a connection may have ended there. */
export type HintFact =
  | Fact<"token-blocked">
  /** The vault may have a private endpoint that is not declared here, of which the zone has no record. */
  | Fact<"endpoint-elsewhere", { link: string }>
  /** A rule names the tag of an address that no other rule concerns. */
  | Fact<"platform-tag", { tag: "AzurePlatformDNS" | "AzurePlatformIMDS" }>;

/** What would let a connection pass a gate: a code with its arguments, of which `words` makes a title. */
export type RemedyFact =
  | Fact<"register-name", { link: string; vault: VaultLabel }>
  | Fact<"forward-to-azure-dns", { server: string | null }>
  | {
      readonly kind: "allow-in-group";
      readonly direction: Direction;
      readonly group: string;
      /** A service tag; null if it is not known which address is called. */
      readonly to: "AzureKeyVault" | "AzureActiveDirectory" | "VirtualNetwork" | null;
      /** The rule that has to come later, if its name is known. */
      readonly before: string | null;
    }
  /** `isPublic` says that a service endpoint would replace it. */
  | Fact<"change-route", { route: string; isPublic: boolean }>
  | Fact<"add-outbound-access">
  | Fact<"route-all">
  | Fact<"change-rule", { group: string; rule: string | null }>
  /** The zone with the name of the vault, to the network of the caller. */
  | Fact<"link-zone", { vault: VaultLabel }>
  | Fact<"unlink-zone", { links: readonly [string, string] }>
  | Fact<"connect-networks", { endpoint: string }>
  | Fact<"allow-in-firewall", { firewall: string }>
  /** What is at the next hop is not declared here: an appliance by its address, or a gateway. */
  | Fact<"check-next-hop", { hop: string }>
  | Fact<"check-group", { group: string }>;

/** The kinds of advice on calls that the vault did not answer. */
export type OnFailures =
  | FailureAdvice
  | "vault-may-not-exist"
  | "nothing-fits"
  | "no-caller-declared"
  | "public-address"
  | "private-address"
  | "answered-by";

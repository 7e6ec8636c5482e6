import type { MarkdownLink } from "./markdown.ts";

/**
 * One use of a vault by an Azure service or another client: a row of Microsoft's list of trusted services, or a use
 * that people take for one. The same product has several entries where its uses differ: importing a certificate into
 * App Service is trusted, reading an app setting is not.
 */
export interface Service {
  /** Unique and stable: users write it as `service:ID`. */
  readonly id: string;
  /** For a listed service exactly the row's first cell. */
  readonly name: string;
  /** Further words under which people look for it. */
  readonly aliases: readonly string[];
  readonly trustStatus: TrustStatus;
  readonly reportAs: Reporting;
  /** Plain text of at most 280 characters. */
  readonly hover: string;
  /** As Markdown; `ServiceTexts` have it as people read it. */
  readonly scenario: string;
  /** When the row was in Microsoft's list; absent for everything that has no row. */
  readonly list?: ListDates;
  /** The service's own page on the subject; it decides where the list does not. */
  readonly source?: SourcePage;
  readonly consumes: readonly VaultObject[];
  readonly arm: readonly ArmUse[];
  readonly terraform: readonly TerraformUse[];
  readonly identity: ServiceIdentity;
  /** Properties that the vault must have; others are not required according to Microsoft's pages. */
  readonly vaultFlags: Readonly<Partial<Record<VaultFlag, FlagNeed>>>;
  readonly roles: readonly ServiceRole[];
  /** Related uses that are not trusted. */
  readonly notCovered: readonly string[];
  /** The ways to allow a service that is not trusted, best first; for a trusted one, what it needs besides the bypass. */
  readonly needs: readonly Need[];
}

/** What the service does with the vault; for a listed one exactly the row's second cell. */
export interface Scenario {
  /** Links are as on the page; `withLearnLinks` makes them absolute. */
  readonly markdown: string;
  readonly text: string;
  readonly links: readonly MarkdownLink[];
}

/** ISO dates: of the page the row is copied from, of the first page that had it, of the newest that still has it. */
export interface ListDates {
  readonly docDate: string;
  readonly firstListed: string;
  readonly stillListed: string;
  /** The scenario as the newest page words it, where that differs. */
  readonly newerMarkdown?: string;
}

export interface SourcePage {
  /** A path on learn.microsoft.com, or absolute. */
  readonly url: string;
  /** The day that the page gives; null where it gives none. */
  readonly date: string | null;
}

export interface ArmUse {
  readonly type: string;
  readonly references: readonly UsePath[];
}

/** A place at which a resource says which vault it uses, with which identity, or where it runs. */
export interface UsePath {
  /**
   * Dots between members, `[]` for the items of an array, `*` for any member; in the schema's own spelling. ` > `
   * continues in another resource, as described in `readRelated`.
   */
  readonly path: string;
  readonly kind: ValueKind;
  /**
   * The condition under which the place is used: `*` matches anything, ` | ` is or, ` & ` and, `!` not, a path in
   * braces is replaced by its value. The path `name` is the last part of the resource's name.
   */
  readonly when?: Readonly<Record<string, string | boolean>>;
}

export interface TerraformUse {
  readonly block: TerraformBlock;
  readonly type: string;
  /** Paths are written `block.argument`. */
  readonly arguments: readonly UsePath[];
}

export interface ServiceIdentity {
  /** In words: managed identities, principals of Microsoft, people. */
  readonly kinds: readonly string[];
  readonly bypassRequires?: RequiredIdentity;
  /** The kind of identity that, according to a page, cannot use a vault with a firewall. */
  readonly ruledOut?: "user-assigned";
  readonly firstParty?: readonly FirstPartyPrincipal[];
}

/** An application of Microsoft's own; `appId` is the same in every tenant of the cloud. */
export interface FirstPartyPrincipal {
  readonly name: string;
  readonly appId?: string;
  readonly cloud: string;
}

export interface ServiceRole {
  readonly name: string;
  readonly guid: string;
  /** Whether a page names this role for the service; otherwise it is the one that fits. */
  readonly sure: boolean;
}

export interface Need {
  readonly option: WayIn;
  readonly detail: string;
}

/** The vocabularies of the catalog. They are values too, so that a test can check the data against them. */

/** Where the trust, or the lack of it, is stated: Microsoft's list, another Microsoft page, or nowhere. */
export const trustStatuses = [
  "listed",
  "service-doc-only",
  "not-listed",
  "explicitly-not-trusted",
  "control-plane-exempt",
] as const;
type TrustStatus = (typeof trustStatuses)[number];

/** How this product reports a caller of this kind; `serviceStanding` converts it into a case to decide on. */
export const reportings = [
  "ok-with-bypass",
  "ok-with-bypass-if-identity-matches",
  "ok-with-bypass-if-runtime-matches",
  "ok-with-bypass-unlisted",
  "unknown",
  "blocked-without-path",
  "follow-client",
  "never",
] as const;
type Reporting = (typeof reportings)[number];

export const vaultObjects = ["key", "secret", "certificate"] as const;
type VaultObject = (typeof vaultObjects)[number];

/** The kind of value at a path of a resource, and therefore how the vault's name is found in it. */
export const valueKinds = [
  "app-setting-reference",
  "block",
  "grantee",
  "certificate-id",
  "cross-tenant-client-id",
  "identity-selector",
  "json",
  "json-with-base-url",
  "json-with-reference",
  "json-with-secret-uri",
  "json-with-vault-url",
  "key-name",
  "key-uri",
  "key-uri-list",
  "key-version",
  "linked-service-name",
  "managed-api-id",
  "not-in-template",
  "policy-definition-id",
  "principal",
  "private-endpoint-id",
  "resource-id-of-intermediate",
  "role-id",
  "role-name",
  "runtime-selector",
  "script-link",
  "script-text",
  "secret-name",
  "secret-resource-id",
  "secret-uri",
  "secret-uri-list",
  "some-vault",
  "subnet-id",
  "switch",
  "value",
  "vault-address",
  "vault-child",
  "vault-id",
  "vault-mention",
  "vault-name",
  "vault-uri",
  "xml-with-vault-url",
] as const;
export type ValueKind = (typeof valueKinds)[number];

export const terraformBlocks = ["resource", "data", "ephemeral"] as const;
type TerraformBlock = (typeof terraformBlocks)[number];

/** The identity that the bypass demands; `platform` is the Azure platform itself, `unknown` that no page says. */
export const requiredIdentities = [
  "system-assigned",
  "user-assigned",
  "either",
  "first-party-sp",
  "platform",
  "unknown",
] as const;
export type RequiredIdentity = (typeof requiredIdentities)[number];

export const vaultFlags = [
  "enabledForDiskEncryption",
  "enabledForDeployment",
  "enabledForTemplateDeployment",
  "enablePurgeProtection",
] as const;
type VaultFlag = (typeof vaultFlags)[number];

export const flagNeeds = ["required", "recommended", "optional"] as const;
type FlagNeed = (typeof flagNeeds)[number];

/** The ways to allow a caller that is not on Microsoft's list. */
export const wayIns = [
  "subnet-rule",
  "ip-rule",
  "private-endpoint",
  "any-network-path",
  "public-access",
  "hybrid-worker",
  "trusted-bypass-per-service-doc",
  "control-plane",
  "follow-client",
  "nothing",
] as const;
export type WayIn = (typeof wayIns)[number];

/** What a vault's `bypass: AzureServices` does for a caller of a kind, before anything is known of the one caller. */
export type ServiceStanding =
  /** The bypass allows it, only in its scenario. */
  | { readonly kind: "trusted" }
  /** The bypass allows it if it uses this identity, or runs on this runtime. */
  | { readonly kind: "trustedIf"; readonly needs: "identity"; readonly identity: RequiredIdentity }
  | { readonly kind: "trustedIf"; readonly needs: "runtime"; readonly runtime: "azure-hosted" }
  /** The pages do not settle it: another page of Microsoft's claims the bypass, or none says anything. */
  | { readonly kind: "unknown"; readonly because: "claimed-by-its-own-page" | "not-stated" }
  /** The bypass does nothing for it; only a network path does. */
  | { readonly kind: "notTrusted" }
  /** It goes through Resource Manager, which the firewall never filters. */
  | { readonly kind: "controlPlane" }
  /** It never calls the vault itself: the client that uses it does, over the client's own path. */
  | { readonly kind: "followClient" };

/**
 * How to judge a `service:ID` caller. The eight ways of reporting map as follows.
 *
 * | `reportAs` | standing | why |
 * | --- | --- | --- |
 * | `ok-with-bypass` | trusted | Microsoft lists it for this scenario |
 * | `ok-with-bypass-if-identity-matches` | trustedIf identity | a page limits the trust to one kind of identity, so a caller whose identity is not known depends |
 * | `ok-with-bypass-if-runtime-matches` | trustedIf runtime | the same code also runs on machines of the customer, which are not trusted |
 * | `ok-with-bypass-unlisted` | unknown, claimed by its own page | the list is stated not to be complete, yet a page outside Key Vault is no promise of Key Vault |
 * | `unknown` | unknown, not stated | absent from an incomplete list; saying "denied" would claim more than the pages do |
 * | `blocked-without-path` | notTrusted | a page says no, or the caller is the customer's code, which the list excludes by principle |
 * | `follow-client` | followClient | the service hands on a reference; another program resolves it |
 * | `never` | controlPlane | rules apply to the data plane only |
 *
 * The list and its principle ("services where Microsoft controls all of the code"):
 * https://learn.microsoft.com/azure/key-vault/general/network-security and
 * https://learn.microsoft.com/azure/key-vault/general/overview-vnet-service-endpoints#trusted-services
 */
export function serviceStanding(service: Service): ServiceStanding {
  switch (service.reportAs) {
    case "ok-with-bypass":
      return { kind: "trusted" };
    case "ok-with-bypass-if-identity-matches":
      return { kind: "trustedIf", needs: "identity", identity: service.identity.bypassRequires ?? "unknown" };
    case "ok-with-bypass-if-runtime-matches":
      return { kind: "trustedIf", needs: "runtime", runtime: "azure-hosted" };
    case "ok-with-bypass-unlisted":
      return { kind: "unknown", because: "claimed-by-its-own-page" };
    case "unknown":
      return { kind: "unknown", because: "not-stated" };
    case "blocked-without-path":
      return { kind: "notTrusted" };
    case "follow-client":
      return { kind: "followClient" };
    case "never":
      return { kind: "controlPlane" };
  }
}

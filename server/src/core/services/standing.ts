import type { RequiredIdentity, Service } from "./service.ts";

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

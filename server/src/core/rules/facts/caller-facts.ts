import type { RequiredIdentity } from "../../services/vocabulary.ts";

/** What blocks a consumer that the bypass does not allow. Subnets are `network/subnet`. */
export type Obstacle =
  | { readonly kind: "perimeter" }
  | { readonly kind: "disabled" }
  | { readonly kind: "endpoint-off"; readonly subnet: string }
  | { readonly kind: "not-listed"; readonly subnet: string; readonly hasEndpoint: boolean }
  | { readonly kind: "no-subnet" }
  | { readonly kind: "subnets-not-listed" }
  | { readonly kind: "no-rule" }
  /** A user-assigned identity cannot use any vault with a firewall. */
  | { readonly kind: "ruled-out-identity" };

/** Why a trusted service is still denied. */
export type TrustObstacle = "bypass" | "perimeter";

/** The permissions that a vault's flags give to Azure services. */
export type FlaggedService = "virtual-machines" | "disk-encryption" | "template-deployments";

/** What rules find about the users of a vault. Consumers and resources are named by their symbols. */
export type CallerFact =
  | { readonly kind: "KV501"; readonly consumer: string; readonly obstacle: Obstacle }
  | {
      readonly kind: "KV502";
      readonly consumer: string;
      readonly obstacle: TrustObstacle;
      readonly property: string;
    }
  | {
      readonly kind: "KV503";
      readonly service: FlaggedService;
      readonly flag: string;
      readonly obstacle: TrustObstacle;
      readonly property: string;
    }
  | { readonly kind: "KV504"; readonly obstacle: TrustObstacle; readonly property: string }
  | { readonly kind: "KV504"; readonly obstacle: "permission"; readonly property: string }
  | { readonly kind: "KV505"; readonly content: string | null; readonly obstacle: Obstacle }
  | {
      readonly kind: "KV506";
      readonly consumer: string;
      readonly trusted: RequiredIdentity | "azure-runtime";
      readonly instead: "self-hosted" | "no-identity" | "user-assigned";
    }
  | { readonly kind: "KV507"; readonly consumer: string }
  /** `opener` is null if the dependency is the vault itself; `more` counts resources after the first. */
  | {
      readonly kind: "KV508";
      readonly first: string;
      readonly more: number;
      readonly opener: string | null;
    }
  | { readonly kind: "KV509"; readonly content: string }
  | { readonly kind: "KV510"; readonly app: string; readonly obstacle: Obstacle }
  /** The name that nothing declares. */
  | { readonly kind: "KV511"; readonly name: string }
  | {
      readonly kind: "KV512";
      readonly first: string;
      readonly more: number;
      readonly permission: string;
    };

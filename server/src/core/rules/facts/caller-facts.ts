import type { Fact } from "../../logic/fact.ts";
import type { RequiredIdentity } from "../../services/service.ts";

/** What blocks a consumer that the bypass does not allow. Subnets are `network/subnet`. */
export type Obstacle =
  | Fact<"perimeter">
  | Fact<"disabled">
  | Fact<"endpoint-off">
  | Fact<"not-listed", { subnet: string }>
  | Fact<"no-subnet">
  | Fact<"subnets-not-listed">
  | Fact<"no-rule">
  /** A user-assigned identity cannot use any vault with a firewall. */
  | Fact<"ruled-out-identity">;

/** Why a trusted service is still denied. */
export type TrustObstacle = "bypass" | "perimeter";

/** The permissions that a vault's flags give to Azure services. */
export type FlaggedService = "virtual-machines" | "disk-encryption" | "template-deployments";

/** What rules find about the users of a vault. Consumers and resources are named by their symbols. */
export type CallerFact =
  | Fact<"KV501", { consumer: string; obstacle: Obstacle }>
  | Fact<"KV502", { consumer: string; obstacle: TrustObstacle; property: string }>
  | Fact<"KV503", { service: FlaggedService; flag: string; obstacle: TrustObstacle; property: string }>
  | Fact<"KV504", { obstacle: TrustObstacle; property: string }>
  | Fact<"KV504", { obstacle: "permission"; property: string }>
  | Fact<"KV505", { content: string | null; obstacle: Obstacle }>
  | Fact<"KV506", { consumer: string; trusted: RequiredIdentity | "azure-runtime" }>
  | Fact<"KV507", { consumer: string }>
  /** `opener` is null if the dependency is the vault itself; `more` counts resources after the first. */
  | Fact<"KV508", { first: string; more: number; opener: string | null }>
  /** A private endpoint that does not wait for its subnet. */
  | Fact<"KV508", { endpoint: string; subnet: string }>
  | Fact<"KV509", { content: string }>
  | Fact<"KV510", { app: string; obstacle: Obstacle }>
  /** The name that nothing declares. */
  | Fact<"KV511", { name: string }>
  | Fact<"KV512", { first: string; more: number; permission: string }>
  /** Whether something is permitted, or only something written. */
  | Fact<"KV514", { isGranted: boolean }>;

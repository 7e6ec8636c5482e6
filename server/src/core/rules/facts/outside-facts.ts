import type { Fact } from "../../logic/fact.ts";
/** What blocks a hosted machine. */
type BlocksHosted = "no-rule" | "disabled" | "perimeter";

/** What is found about scripts and pipelines that change or call vaults. */
export type OutsideFact =
  | Fact<"KV801", { isProbable?: true }>
  | Fact<"KV802", { why: "disabled" | "perimeter" | "default-allow"; isProbable?: true }>
  /** `option`: what would make the rules of a new vault work. */
  | Fact<"KV802", { why: "created-open"; option: string }>
  /** Not closed at all, not after a failure, or not after a success. */
  | Fact<"KV803", { why: "never" | "after-deployment" }>
  | Fact<"KV803", { why: "at-failure" | "unless-failure" }>
  | Fact<"KV803", { why: "open-at-failure" | "open-unless-failure" }>
  /** A removal in another step than the one that gave its variable a value. */
  | Fact<"KV803", { why: "removes-nothing"; variable: string }>
  /** By a job, by a script of a template, or by something before what is not read. */
  | Fact<"KV804", { by: "job" | "template" | "unread" }>
  | Fact<"KV805", { by: "azure-pipelines" | "github" | "gitlab"; why: BlocksHosted }>
  /** A step on a pool that the vault, or the network on the way, does not allow; the subnet is null if addresses describe the pool. */
  | Fact<"KV805", { why: "pool" | "pool-path"; subnet: string | null }>
  /** A variable group that a hosted agent downloads. */
  | Fact<"KV805", { why: "group"; decided: BlocksHosted }>
  /** A variable group that Azure DevOps itself reads at times. */
  | Fact<"KV805", { why: "group-edited" }>
  /** A task of Azure Pipelines that runs before its job. */
  | Fact<"KV805", { why: "too-early" }>
  /** A step whose vault is probably this one, because no other fits. */
  | Fact<"KV805", { why: "probable" }>
  /** A new vault that is closed later, perhaps, or by nothing. */
  | Fact<"KV806", { closed: "later" | "perhaps" | "never" }>;

/** What blocks a hosted machine. */
type BlocksHosted = "no-rule" | "disabled" | "perimeter";

/** What is found about scripts and pipelines that change or call vaults. */
export type OutsideFact =
  | { readonly kind: "KV801" }
  | { readonly kind: "KV802"; readonly why: "disabled" | "default-allow" }
  /** `option`: what would make the rules of a new vault work. */
  | { readonly kind: "KV802"; readonly why: "created-open"; readonly option: string }
  /** Not closed at all, not after a failure, or not after a success. */
  | { readonly kind: "KV803"; readonly why: "never" | "after-deployment" }
  | { readonly kind: "KV803"; readonly why: "at-failure" | "unless-failure" }
  | { readonly kind: "KV803"; readonly why: "open-at-failure" | "open-unless-failure" }
  /** By a job, or by a script of a template. */
  | { readonly kind: "KV804"; readonly by: "job" | "template" }
  | {
      readonly kind: "KV805";
      readonly by: "azure-pipelines" | "github";
      readonly why: BlocksHosted;
    }
  /** A step on a pool that the vault, or the network on the way, does not allow; the subnet is null if addresses describe the pool. */
  | { readonly kind: "KV805"; readonly why: "pool" | "pool-path"; readonly subnet: string | null }
  /** A variable group that a hosted agent downloads. */
  | { readonly kind: "KV805"; readonly why: "group"; readonly decided: BlocksHosted }
  /** A variable group that Azure DevOps itself reads at times. */
  | { readonly kind: "KV805"; readonly why: "group-edited" }
  /** A task of Azure Pipelines that runs before its job. */
  | { readonly kind: "KV805"; readonly why: "too-early" };

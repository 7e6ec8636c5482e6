import type { DecidingFact } from "../../access-file/test-fact.ts";
import type { Assumption } from "../../access/assumed.ts";
import type { VaultLabel } from "../../access/vault-label.ts";
import type { WhyUnread } from "../../template/template.ts";

/** How a place is related to a finding. Resources are named by their symbols. */
export type RelatedFact =
  | { readonly kind: "vault-declared" }
  /** Values of the vault that are taken from a state. */
  | { readonly kind: "assumed-deployed" }
  | { readonly kind: "declaration-decides"; readonly vault: VaultLabel }
  | { readonly kind: "declared-too"; readonly vault: VaultLabel }
  | { readonly kind: "holds-too"; readonly vault: VaultLabel }
  /** What decides under another assumption about parameters. */
  | { readonly kind: "case-decided"; readonly when: Assumption }
  | { readonly kind: "written-in-module" }
  | { readonly kind: "module-called" }
  | { readonly kind: "passed-to-module" }
  | { readonly kind: "together" }
  | { readonly kind: "opens" }
  | { readonly kind: "blocks" }
  | { readonly kind: "disabled" }
  | { readonly kind: "overrides" }
  | { readonly kind: "perimeter-enforced" }
  | { readonly kind: "default-action" }
  | { readonly kind: "listed-by"; readonly rule: string }
  | { readonly kind: "used-by"; readonly consumer: string }
  | { readonly kind: "private-endpoint"; readonly endpoint: string }
  | { readonly kind: "linked-too"; readonly link: string }
  | { readonly kind: "uses-version"; readonly resource: string; readonly version: string }
  | { readonly kind: "managed-here" }
  | { readonly kind: "registered-too"; readonly endpoint: string }
  | { readonly kind: "subnet-declared" }
  | { readonly kind: "service-endpoint-on" }
  | { readonly kind: "inbound-rule" }
  | { readonly kind: "in-perimeter" }
  | { readonly kind: "bypass-none"; readonly property: string }
  | { readonly kind: "fails-too"; readonly resource: string }
  | { readonly kind: "address-asked" }
  | { readonly kind: "opener" }
  | { readonly kind: "permission" }
  | { readonly kind: "waits-neither"; readonly resource: string }
  | { readonly kind: "unread-module"; readonly module: string; readonly why: WhyUnread }
  | { readonly kind: "found-instead" }
  | { readonly kind: "source-declares" }
  | { readonly kind: "changed-here" }
  | { readonly kind: "run-by-job" }
  | { readonly kind: "run-by-resource" }
  | { readonly kind: "run-by-cluster" }
  | { readonly kind: "access-test"; readonly test: string }
  /** The gate that decides, or the vault itself. */
  | DecidingFact;

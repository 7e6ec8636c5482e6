/** A value that exists only in Azure or results from a deployment, without an expression in the template. */
export type State =
  | {
      readonly kind:
        | "after-apply"
        | "kept-if-exists"
        | "not-printed"
        | "potential-change"
        | "recovered-vault"
        | "rest-of-updated-vault";
    }
  | {
      readonly kind:
        | "approval-of"
        | "default-if-new"
        | "default-of-version"
        | "ignored-changes"
        | "subnet-of";
      readonly name: string;
    };

/** The declarations whose order decides: some of them by name, and how many more; or all those of one resource. */
export type Writers =
  | { readonly kind: "named"; readonly names: readonly string[]; readonly more: number }
  | { readonly kind: "declarations"; readonly name: string };

/** The condition that what a template declares exists before it is deployed. */
export const existsAlready = "exists()";

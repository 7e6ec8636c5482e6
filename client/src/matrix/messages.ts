/** What the page of the matrix says to the extension; the extension answers with a `Matrix`. */
export type FromMatrix =
  | { readonly kind: "ready" }
  | { readonly kind: "copy" }
  /** The verdict's id in the tree, and its source. */
  | { readonly kind: "open" | "fix"; readonly id: string; readonly from: string };

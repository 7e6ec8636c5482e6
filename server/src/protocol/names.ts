/** Types that several messages share: places, vaults, scenarios, and the codes of answers. */

/** A place in a document. */
export interface Location {
  readonly uri: string;
  readonly range: LocationRange;
}

export interface LocationRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** Identifies a vault among all that the server knows. */
export interface VaultReference {
  /** The URI of its root; for Terraform, that of the folder, with a slash at the end. */
  readonly root: string;
  /** The module calls and the symbol on the path to it, regardless of where it is declared. */
  readonly key: string;
  /** Its environment, null for defaults; left out for all that are shown. */
  readonly environment?: string | null;
}

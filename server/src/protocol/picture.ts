import type { Picture } from "../core/formats/picture/layout.ts";
import type { Sentence } from "../core/words/sentence.ts";
import type { Location, VaultReference } from "./names.ts";

/** Requests the picture of who can reach which vault, as `simulate --format svg` draws it. */
export interface PictureParams {
  /** The sources, as for `simulate`. */
  readonly from: readonly string[];
  /** Only this vault; all known ones if it is left out. */
  readonly to?: VaultReference;
  /** Only this environment, null for defaults; all that are evaluated if it is left out. */
  readonly environment?: string | null;
  /** Whether the picture is also written as a document. */
  readonly document?: boolean;
}

export interface PictureResult {
  /** Null if it could not be drawn. */
  readonly picture: Picture | null;
  /** For each vault of the picture, the answers behind each of its lanes. */
  readonly lanes: readonly (readonly (readonly [DrawnVerdict, ...DrawnVerdict[]])[])[];
  /** How many vaults and sources are not drawn, because there are too many. */
  readonly leftOut: { readonly vaults: number; readonly sources: number };
  /** As SVG; null if it was not asked for. */
  readonly document: Sentence | null;
}

/** A verdict of a lane. */
export interface DrawnVerdict extends VaultReference {
  readonly environment: string | null;
  readonly from: string;
  /** Its display name: "snet-app (dev)". */
  readonly source: string;
  readonly summary: Sentence;
  readonly scenario: { readonly service: string } | null;
  /** The property that decides; null if nothing is written. */
  readonly place: Location | null;
}

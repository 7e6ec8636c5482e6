import type { Location } from "../../../server/src/protocol/names.ts";
import type { ShownSteps } from "../verdicts/shown-steps.ts";

/** What every page can say to its host: that it can be filled, what to open, and what to do with a verdict; and what only it asks for. */
export type FromPage<Own = never> =
  | { readonly kind: "ready" }
  | { readonly kind: "place"; readonly place: Location }
  | VerdictMessage
  | { readonly kind: "own"; readonly own: Own };

/** The verdict is named by its ID in its environment, and by its source. */
export interface VerdictMessage {
  readonly kind: "steps" | "view" | "fix";
  readonly id: string;
  readonly from: string;
}

/** The answer to `steps`. */
export interface StepsMessage {
  readonly kind: "steps";
  /** The verdict's ID in its environment. */
  readonly id: string;
  /** Null if there is no such verdict any more. */
  readonly steps: ShownSteps | null;
}

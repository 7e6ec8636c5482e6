import type { Step } from "../../access/decision.ts";
import type { Span } from "../../text/document.ts";

/** The place of the gate that allows a caller; null if none does, or nothing is written for it. */
export function decidingPlace(steps: readonly Step[]): Span | null {
  return steps.find(({ outcome }) => outcome === "allow")?.gate.span ?? null;
}

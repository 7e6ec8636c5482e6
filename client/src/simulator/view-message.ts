import type { Say } from "../say.ts";
import type { SimulationResult } from "../verdicts/simulation.ts";

/**
 * The message above the rows: the unknown values that verdicts depend on, so that "depends" is not mistaken for an
 * answer. Empty if everything is known.
 */
export function viewMessage(say: Say, results: readonly SimulationResult[]): string {
  const open = results.flatMap(({ verdicts }) => verdicts).filter(({ verdict }) => verdict === "depends");
  const values = [...new Set(open.flatMap(({ dependsOn }) => dependsOn))].sort();
  if (values.length === 0) return "";
  const named = values.slice(0, mostNamed).join(", ");
  const more = values.length > mostNamed ? "…" : "";
  return values.length === 1
    ? say("1 value is not known: {0}", named)
    : say("{0} values are not known: {1}", values.length, named + more);
}

const mostNamed = 3;

import { type Step, twinOf } from "./decision.ts";
import { factsKey } from "./gate-fact.ts";
import { sameVerdict, type Verdict } from "./verdict.ts";

/**
 * A verdict with marks on what relies on a state: each step that is not the same without its values, and the verdict if there is such a
 * step. `written` is the verdict without them.
 */
export function markAssumed(verdict: Verdict, written: Verdict | undefined): Verdict {
  const leaning = new Set(verdict.steps.filter((step) => leans(step, verdict, written)));
  if (leaning.size === 0 && written && sameVerdict(verdict, written)) return verdict;
  return {
    ...verdict,
    steps: verdict.steps.map((step) => (leaning.has(step) ? marked(step) : step)),
    notes: [...verdict.notes, "NOTE_ASSUMED_DEPLOYED"],
  };
}

function leans(step: Step, { steps }: Verdict, written: Verdict | undefined): boolean {
  if (step.outcome === "not-applicable") return false;
  const twin = written && twinOf(step, steps, written.steps);
  return twin?.outcome !== step.outcome || factsKey(twin.gate.facts) !== factsKey(step.gate.facts);
}

function marked({ gate, outcome }: Step): Step {
  return { gate: { ...gate, facts: [...gate.facts, { kind: "as-deployed" }] }, outcome };
}

import type { GateFact } from "../access/gate-fact.ts";

/** The facts themselves, under whichever assumption they hold. */
export function factsIn(facts: readonly GateFact[]): readonly Exclude<GateFact, { readonly kind: "when" }>[] {
  return facts.flatMap((fact) => (fact.kind === "when" ? factsIn(fact.facts) : [fact]));
}

import type { Span } from "../text/document.ts";
import type { CallExpression, Expression } from "./expression.ts";

/** The conditions that must all hold for this one to hold: itself, unless it is a conjunction. */
export function conjuncts(condition: Expression): readonly Expression[] {
  const isBoth = condition.kind === "call" && (condition.name === "&&" || condition.name === "and");
  return isBoth ? condition.arguments.flatMap(conjuncts) : [condition];
}

/** The condition that both hold; null if there is none. */
export function bothHold(a: Expression | null, b: Expression | null, span: Span): Expression | null {
  if (!a || !b) return a ?? b;
  return { kind: "call", span, name: "&&", arguments: [a, b] } satisfies CallExpression;
}

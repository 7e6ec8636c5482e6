import { all, truth } from "../../logic/truth.ts";
import { type Expression, conjuncts } from "../../template/expression.ts";
import { evaluateTest } from "../conditions.ts";
import type { Existence } from "../types.ts";
import type { Scope } from "../scope.ts";
import { causesOf, distinctCauses } from "../values/value.ts";

/** Certainly deployed. */
export const exists: Existence = { truth: "yes", because: [] };

/** Whether a condition lets its declaration be deployed; none always does. */
export function existenceOf(condition: Expression | null, scope: Scope): Existence {
  if (!condition) return exists;
  return conjuncts(condition)
    .map((each) => existenceIf(each, scope))
    .reduce(bothExist, exists);
}

function existenceIf(condition: Expression, scope: Scope): Existence {
  const isMet = scope.frame.run.created?.isMet(condition, scope.frame) ?? null;
  if (isMet !== null) return { truth: truth(isMet), because: [] };
  const value = evaluateTest(condition, scope);
  if (value.kind === "known" && typeof value.value === "boolean")
    return { truth: truth(value.value), because: [] };
  return { truth: "maybe", because: causesOf(value) };
}

/** Both must hold. */
export function bothExist(a: Existence, b: Existence): Existence {
  if (a === exists) return b;
  if (b === exists) return a;
  const both = all([a.truth, b.truth]);
  return { truth: both, because: both === "maybe" ? distinctCauses([...a.because, ...b.because]) : [] };
}

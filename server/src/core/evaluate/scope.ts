import type { Expression } from "../template/expression.ts";
import type { List, Scope, Value } from "./types.ts";
import { asScalar } from "./values/scalars.ts";

export type { Frame, FrameMemo, Inputs, Run, Scope, Texts } from "./types.ts";

/** What begins the names of the values in a template that is a value itself. No text of such a template holds it. */
export const embeddedMark = "\uE002";

/** The scope with one more local. */
export function bind(scope: Scope, name: string | null, value: Value): Scope {
  if (name === null) return scope;
  const { frame, watch } = scope;
  const locals = { name, value, next: scope.locals };
  return watch ? { frame, locals, watch } : { frame, locals };
}

/** Names inside an outer-scope nested deployment are looked up where the deployment is written. */
export function homeOf(scope: Scope): Scope {
  let home = scope;
  while (home.frame.outer) home = home.frame.outer;
  return home;
}

/** The innermost local of that name; an outer-scope nested deployment sees those of its caller. */
export function findLocal(scope: Scope, name: string): Value | null {
  for (let at: Scope | null = scope; at; at = at.frame.outer) {
    for (let local = at.locals; local; local = local.next) if (local.name === name) return local.value;
  }
  return null;
}

/** What an expression is worth in a scope. */
export function evaluateIn(scope: Scope, expression: Expression): Value {
  return scope.frame.run.evaluate(expression, scope);
}

/** The same scope, in which failures are not noted: they may not happen. */
export function unwatched({ frame, locals }: Scope): Scope {
  return { frame, locals };
}

/** Literals and loops of Terraform make tuples and objects. */
export function typeOfLiterals({ frame }: Scope): Pick<List, "isOfOneType"> {
  return frame.template.dialect === "terraform" ? { isOfOneType: false } : {};
}

/** What a condition is worth as such; Terraform takes "true" and "false" too. */
export function evaluateBoolean(scope: Scope, test: Expression): Value {
  const value = evaluateIn(scope, test);
  return scope.frame.template.dialect === "terraform" ? asScalar(value, "bool") : value;
}

import type { Expression } from "../template/expression.ts";
import { spanKey } from "../text/span.ts";
import { evaluateBoolean, homeOf, type Scope } from "./scope.ts";
import type { Cause, Condition } from "./types.ts";
import { known, type Unknown, type Value } from "./values/value.ts";

/** What a test is worth: if it is not known, as the world assumes, or with causes that have it as a condition. */
export function evaluateTest(test: Expression, scope: Scope): Value {
  const value = evaluateBoolean(scope, test);
  const condition = value.kind === "unknown" ? conditionOf(value, test, scope) : null;
  if (value.kind !== "unknown" || !condition) return value;
  const assumed = scope.frame.run.world.get(condition.key);
  if (assumed !== undefined) return known(assumed !== condition.isNegated, value.origin);
  const because = value.because.map((cause): Cause => ({ ...cause, conditions: [condition] }));
  return { ...value, because };
}

/** What may have been misread, or is never evaluated, has no answer. */
const unanswered: ReadonlySet<Cause["kind"]> = new Set(["syntaxError", "failure", "cycle", "budget"]);

function conditionOf(value: Unknown, test: Expression, scope: Scope): Condition | null {
  if (value.because.some(({ kind }) => unanswered.has(kind))) return null;
  const { frame } = homeOf(scope);
  // Without a symbol it has one value where it is written, unless locals differ there.
  const symbol = value.symbol ?? (scope.locals ? null : `${frame.identity} ${spanKey(test.span)}`);
  return symbol === null ? null : { ...positive(symbol), span: test.span, place: frame.path };
}

function positive(symbol: string): Pick<Condition, "key" | "isNegated"> {
  const negated = /^(?:(?:!|not)\((.*)\)|!(=\(.*))$/s.exec(symbol);
  if (!negated) return { key: symbol, isNegated: false };
  const { key, isNegated } = positive(negated[1] ?? `=${negated[2] ?? ""}`);
  return { key, isNegated: !isNegated };
}

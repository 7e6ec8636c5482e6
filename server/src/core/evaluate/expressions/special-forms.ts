import type { CallExpression } from "../../template/expression.ts";
import { kept } from "../../template/kept-if-exists.ts";
import { evaluateKept } from "../conditions.ts";
import { evaluateReference } from "./reference.ts";
import { parameterValue, variableValue } from "./names.ts";
import { evaluateIn, homeOf, type Scope } from "../scope.ts";
import { unknown, type Value, withOrigin } from "../values/value.ts";
import { foldName } from "../../text/fold.ts";

/** A call that needs more than the values of its arguments; null when it is an ordinary call after all. */
export type SpecialForm = (call: CallExpression, scope: Scope) => Value | null;

/** Calls that look at the template itself. Names are lower case, as ARM's reader writes its calls. */
export const specialForms: ReadonlyMap<string, SpecialForm> = new Map<string, SpecialForm>([
  ["parameters", (call, scope) => computedName(call, scope, parameterValue)],
  ["variables", (call, scope) => computedName(call, scope, variableValue)],
  ["reference", evaluateReference],
  [kept, evaluateKept],
]);

/** `parameters(concat(…))`: the reader of the syntax turns literal names into name expressions; the rest comes here. */
function computedName(
  call: CallExpression,
  scope: Scope,
  lookUp: (frame: Scope["frame"], name: string) => Value,
): Value | null {
  const [argument] = call.arguments;
  if (!argument) return null;
  const name = evaluateIn(scope, argument);
  const origin = { span: call.span };
  if (name.kind !== "known" || typeof name.value !== "string")
    return unknown({ kind: "unsupported", construct: { kind: "computed-name", name: call.name } }, origin);
  return withOrigin(lookUp(homeOf(scope).frame, foldName(name.value)), origin);
}

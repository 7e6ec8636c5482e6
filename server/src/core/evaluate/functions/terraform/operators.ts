import { not, type Truth } from "../../../logic/truth.ts";
import { known, unknown, type Value } from "../../values/value.ts";
import { causesInside } from "../../values/causes-inside.ts";
import { type TemplateFunction, wrongArguments } from "../function.ts";
import { answer, perOption } from "../arm/arguments.ts";
import { equalWithTypes } from "./equality.ts";
import { logic } from "../arm/logic.ts";

function equality(said: (isEqual: Truth) => Truth): TemplateFunction {
  return perOption((values, call) => {
    const [a, b] = values;
    if (!a || !b) return wrongArguments(call);
    const isEqual = said(equalWithTypes(a, b));
    return isEqual === "maybe" && causesInside(a).length + causesInside(b).length === 0
      ? unknown({ kind: "unsupported", construct: { kind: "comparison-of-types" } }, call.origin)
      : answer(isEqual, values, call);
  });
}

/** To `&&`, null is false. With `||` it fails, unless the other operand is true. */
function connective(name: "&&" | "||"): TemplateFunction {
  return (call) => {
    const isNull = (value: Value): boolean => value.kind === "known" && value.value === null;
    const operands = call.arguments.map((value) => (isNull(value) ? known(false, value.origin) : value));
    const result = logic[name]?.({ ...call, arguments: operands }) ?? wrongArguments(call);
    const isRefused = name === "||" && call.arguments.some(isNull);
    return isRefused && result.kind === "known" && result.value === false ? wrongArguments(call) : result;
  };
}

/** https://developer.hashicorp.com/terraform/language/expressions/operators */
export const operators: Readonly<Record<string, TemplateFunction>> = {
  "==": equality((truth) => truth),
  "!=": equality(not),
  "&&": connective("&&"),
  "||": connective("||"),
  ...Object.fromEntries(Object.entries(logic).filter(([name]) => ["!", "<", "<=", ">", ">="].includes(name))),
};

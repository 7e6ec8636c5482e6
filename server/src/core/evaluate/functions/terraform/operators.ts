import type { TemplateFunction } from "../function.ts";
import { logic } from "../arm/logic.ts";
import { numbers } from "../arm/numbers.ts";
import { exact } from "../arm/arguments.ts";

/** https://developer.hashicorp.com/terraform/language/expressions/operators */
export const operators: Readonly<Record<string, TemplateFunction>> = {
  ...pick(logic, "&&", "||", "!", "==", "!=", "<", "<=", ">", ">="),
  ...pick(numbers, "+", "-", "*", "%", "negate"),
  "/": exact(([a, b]) => (typeof a === "number" && typeof b === "number" && b !== 0 ? a / b : undefined)),
};

function pick(
  table: Readonly<Record<string, TemplateFunction>>,
  ...names: readonly string[]
): Readonly<Record<string, TemplateFunction>> {
  return Object.fromEntries(Object.entries(table).filter(([name]) => names.includes(name)));
}

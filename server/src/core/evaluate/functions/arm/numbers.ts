/**
 * Arithmetic, of whole numbers as everywhere in templates:
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-numeric
 */
import type { TemplateFunction } from "../function.ts";
import { beyond, exact } from "./arguments.ts";
import { isArray, type Json } from "./json.ts";

const add = ofTwo((a, b) => a + b);
const sub = ofTwo((a, b) => a - b);
const mul = ofTwo((a, b) => a * b);
const div = ofTwo((a, b) => (b === 0 ? undefined : Math.trunc(a / b)));
const mod = ofTwo((a, b) => (b === 0 ? undefined : a % b));

export const numbers: Readonly<Record<string, TemplateFunction>> = {
  add,
  "+": add,
  sub,
  "-": sub,
  mul,
  "*": mul,
  div,
  "/": div,
  mod,
  "%": mod,
  negate: exact(([a]) => (typeof a === "number" ? 0 - a : undefined)),
  min: exact((values) => extreme(values, Math.min)),
  max: exact((values) => extreme(values, Math.max)),
  int: exact(([value]) => int(value)),
  float: exact(([value]) => float(value)),
};

function ofTwo(calculate: (a: number, b: number) => number | undefined): TemplateFunction {
  return exact(([a, b]) => {
    if (typeof a !== "number" || typeof b !== "number") return undefined;
    const result = calculate(a, b);
    // Beyond 53 bits our numbers are no longer those of Azure, which have 64.
    if (result === undefined) return undefined;
    return Number.isSafeInteger(result) ? result + 0 : beyond;
  });
}

function extreme(
  values: readonly (Json | undefined)[],
  choose: (...numbers: readonly number[]) => number,
): number | undefined {
  const [first] = values;
  const all = values.length === 1 && isArray(first) ? first : values;
  const found = all.filter((each) => typeof each === "number");
  if (found.length === 0 || found.length !== all.length) return undefined;
  return found.reduce((best, each) => choose(best, each));
}

function int(value: Json | undefined): number | undefined | typeof beyond {
  if (typeof value === "number") return Number.isInteger(value) ? value : beyond;
  if (typeof value !== "string" || !/^\s*[+-]?\d+\s*$/.test(value)) return undefined;
  return Number.isSafeInteger(Number(value)) ? Number(value) : beyond;
}

function float(value: Json | undefined): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^\s*[+-]?\d+(\.\d+)?\s*$/.test(value) ? Number(value) : undefined;
}

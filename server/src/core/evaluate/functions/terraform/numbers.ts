import type { TemplateFunction } from "../function.ts";
import { exact } from "../arm/arguments.ts";
import type { Json } from "../arm/json.ts";

/** https://developer.hashicorp.com/terraform/language/functions/abs and related functions */
export const numbers: Readonly<Record<string, TemplateFunction>> = {
  abs: ofOne(Math.abs),
  ceil: ofOne(Math.ceil),
  floor: ofOne(Math.floor),
  signum: ofOne(Math.sign),
  max: exact((values) => extreme(values, (a, b) => Math.max(a, b))),
  min: exact((values) => extreme(values, (a, b) => Math.min(a, b))),
  pow: exact(([a, b]) => (typeof a === "number" && typeof b === "number" ? a ** b : undefined)),
  parseint: exact(([text, base]) => {
    if (typeof text !== "string" || typeof base !== "number") return undefined;
    const value = parseInt(text, base);
    return Number.isSafeInteger(value) ? value : undefined;
  }),
};

function ofOne(calculate: (value: number) => number): TemplateFunction {
  return exact(([value]) => {
    const number = numberIn(value);
    return number === undefined ? undefined : calculate(number);
  });
}

/** A number, or a string that Terraform makes one of; undefined of all else. */
export function numberIn(value: Json | undefined): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : undefined;
}

function extreme(
  values: readonly (Json | undefined)[],
  choose: (a: number, b: number) => number,
): number | undefined {
  const found = values.map(numberIn).filter((each) => each !== undefined);
  return found.length > 0 && found.length === values.length ? found.reduce(choose) : undefined;
}

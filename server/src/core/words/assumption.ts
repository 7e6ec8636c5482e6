import type { Assumption } from "../access/assumed.ts";

/** `sku = "premium"`, for each parameter. */
export function sayValues(assumption: Assumption): readonly string[] {
  return assumption.map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
}

import { equalValues } from "../../evaluate/values/plain.ts";
import { symbolOf } from "../../evaluate/values/symbol.ts";
import type { Absent, Value } from "../../evaluate/values/value.ts";

/** Whether the value of a rule is a reference to an address or a range: the address itself, or with `/32` behind it. */
export function refersTo(rule: Value | Absent, address: Value): boolean {
  if (rule.kind === "absent") return false;
  if (equalValues(rule, address) === "yes") return true;
  const symbol = symbolOf(address);
  return symbol !== null && symbolOf(rule) === `${symbol}+"/32"`;
}

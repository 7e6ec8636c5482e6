import { describeCause } from "../../evaluate/values/cause.ts";
import type { Cause } from "../../evaluate/values/value.ts";
import { listAnd } from "../../text/list.ts";

/** "parameter a and parameter b"; "a value that is not known here" of nothing. */
export function sayCauses(causes: readonly Cause[]): string {
  return listAnd(causes.map(describeCause)) || "a value that is not known here";
}

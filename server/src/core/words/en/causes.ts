import { describeCause } from "../../evaluate/values/cause.ts";
import type { Cause } from "../../evaluate/values/value.ts";
import { listAnd } from "../../text/list.ts";

/** "parameter a and parameter b", "variable c" in Terraform; "a value that is not known here" of nothing. */
export function sayCauses(causes: readonly Cause[]): string {
  return listAnd(causes.map(sayCause)) || "a value that is not known here";
}

function sayCause(cause: Cause): string {
  return cause.kind === "parameter" && cause.isVariable ? `variable ${cause.name}` : describeCause(cause);
}

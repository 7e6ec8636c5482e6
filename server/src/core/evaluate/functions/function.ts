import type { Call, Cause, Value } from "../types.ts";
import { unknown } from "../values/value.ts";

export type { Call, CallFiles, TemplateFunction } from "../types.ts";

/** The result of a call that the deployment would refuse. */
export function wrongArguments(call: Call): Value {
  const because: Cause = { kind: "failure", reason: `${call.name}() does not take these arguments` };
  return unknown(because, call.origin);
}

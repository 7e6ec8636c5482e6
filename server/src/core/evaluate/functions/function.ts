import type { Call, Cause, Value } from "../types.ts";
import { unknown } from "../values/value.ts";

export type { Call, CallFiles, TemplateFunction } from "../types.ts";

/** The result of a call that the deployment would refuse. */
export function wrongArguments(call: Call): Value {
  const because: Cause = { kind: "failure", reason: { kind: "arguments", name: call.name } };
  return unknown(because, call.origin);
}

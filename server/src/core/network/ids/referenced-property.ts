import type { ResourceInstance } from "../../evaluate/types.ts";
import { itemOf, memberOf } from "../../evaluate/expressions/members.ts";
import { known, type Value } from "../../evaluate/values/value.ts";

/** A property as any expression that refers to it sees it: what Azure chooses has the same symbol everywhere. */
export function referredTo(instance: ResourceInstance, path: readonly (string | number)[]): Value {
  const origin = { span: instance.declaration.labelSpan };
  const resource: Value = known({ kind: "resource", instance }, origin);
  return path.reduce<Value>(
    (value, step) =>
      typeof step === "string"
        ? memberOf(value, step, false, origin)
        : itemOf(value, step, { safe: false, fromEnd: false }, origin),
    resource,
  );
}

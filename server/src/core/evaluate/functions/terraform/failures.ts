import { isDict, isList, isText, type Plain } from "../../values/plain.ts";
import { valuesOf } from "../../values/unified.ts";
import { type Cause, causesOf, isFailure, known, unknown, type Value } from "../../values/value.ts";
import { type Call, type TemplateFunction, wrongArguments } from "../function.ts";

/**
 * What may fail (https://developer.hashicorp.com/terraform/language/functions/try). An argument that is unknown only because it
 * would fail is passed over; one that is unknown for another reason may fail or not.
 */
export const failures: Readonly<Record<string, TemplateFunction>> = { try: firstThatHolds, can: holds };

function firstThatHolds(call: Call): Value {
  const because: Cause[] = [];
  for (const value of call.arguments) {
    if (fails(value)) continue;
    if (because.length === 0 && !mayFail(value)) return value;
    because.push(...causesOf(value));
    if (value.kind === "known") break;
  }
  return because.length > 0 ? unknown(because, call.origin) : wrongArguments(call);
}

function holds(call: Call): Value {
  const [value] = call.arguments;
  if (!value) return wrongArguments(call);
  return mayFail(value) && !fails(value)
    ? unknown(causesOf(value), call.origin)
    : known(!fails(value), call.origin);
}

/** Parts that are looked at. */
const most = 1000;

/** A list, object or text fails with any of its parts. */
function fails(value: Value): boolean {
  const parts = [value];
  // Grows while it is walked.
  for (const part of parts) {
    if (isFailure(part)) return true;
    if (part.kind === "known" && parts.length < most) parts.push(...partsOf(part.value));
  }
  return false;
}

function partsOf(plain: Plain): readonly Value[] {
  if (isText(plain)) return plain.parts.filter((part) => typeof part !== "string");
  return isList(plain) ? plain.items : isDict(plain) ? valuesOf(plain) : [];
}

/** What only Azure or the provider knows is there, though its value is not known. */
function mayFail(value: Value): boolean {
  return (
    value.kind === "unknown" &&
    !value.because.every((cause) => cause.kind === "runtime" || cause.kind === "existing")
  );
}

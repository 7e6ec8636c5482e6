import type { ModuleHandle, ResourceHandle } from "../types.ts";
import { isText, type Plain, samePlain } from "./plain.ts";
import { type Cause, distinctCauses, known, mapValue, type Origin, unknown, type Value } from "./value.ts";

export type Scalar = boolean | number | string;
export type ScalarType = "string" | "number" | "bool";

/** What may be converted, but not here: a number that has more digits than ours, or none of its own. */
export const notHeld = Symbol("not held");

/** How Terraform takes a text for a number: https://pkg.go.dev/math/big#Float.Parse */
const numeric = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** The number that a text says; undefined if Terraform refuses it. */
function numberOf(text: string): number | typeof notHeld | undefined {
  if (!numeric.test(text)) return undefined;
  return isExact(text) ? Number(text) : notHeld;
}

/** Whether a double tells the decimal number apart from all others of as many digits. */
export function isExact(decimal: string): boolean {
  const [mantissa = ""] = decimal.split(/[eE]/);
  const digits = mantissa
    .replace(/^[+-]/, "")
    .replace(".", "")
    .replace(/^0+/, "")
    .replace(/(?<!0)0+$/, "");
  const value = Math.abs(Number(decimal));
  return Number.isFinite(value) && digits.length < 16 && (digits === "" || (value > 1e-300 && value < 1e300));
}

/** A number as Terraform writes it, without an exponent. */
export function textOfNumber(value: number): string | typeof notHeld {
  const short = String(value);
  if (Object.is(value, -0) || (!Number.isSafeInteger(value) && !isExact(short))) return notHeld;
  return short.includes("e")
    ? value.toLocaleString("en", { useGrouping: false, maximumSignificantDigits: 15 })
    : short;
}

/**
 * A scalar of another type; undefined where Terraform refuses to convert it. Numbers are written without exponents.
 * https://developer.hashicorp.com/terraform/language/expressions/types#type-conversion
 */
export function scalarAs(type: ScalarType, scalar: Scalar): Scalar | typeof notHeld | undefined {
  switch (type) {
    case "string":
      return typeof scalar === "number" ? textOfNumber(scalar) : String(scalar);
    case "number":
      return typeof scalar === "string" ? numberOf(scalar) : typeof scalar === "number" ? scalar : undefined;
    case "bool":
      if (typeof scalar === "boolean") return scalar;
      return scalar === "true" || scalar === "1"
        ? true
        : scalar === "false" || scalar === "0"
          ? false
          : undefined;
  }
}

/** A value in the place of one of a scalar type. What cannot be converted is not known, or stays where the type of the place is a guess. */
export function asScalar(
  value: Value,
  type: ScalarType,
  refuse: ((origin: Origin) => Value) | null = null,
): Value {
  const convert = (plain: Plain, origin: Origin): Value => {
    if (plain === null || (typeof plain === "object" && (isText(plain) || !refuse)))
      return known(plain, origin);
    const converted = typeof plain === "object" ? undefined : scalarAs(type, plain);
    if (converted === notHeld) return unknown(beyondNumbers, origin);
    return converted === undefined && refuse ? refuse(origin) : known(converted ?? plain, origin);
  };
  if (value.kind === "unknown" || (value.kind === "known" && typeof value.value === typeOf[type]))
    return value;
  return mapValue(value, value.origin, convert, samePlain);
}

const typeOf = { string: "string", number: "number", bool: "boolean" } as const;

const beyondNumbers: Cause = { kind: "unsupported", construct: { kind: "code", name: "number" } };

/** How many values are looked at for causes; a report shows few. */
const most = 200;

/** Why a value is not wholly known: its own causes and those of its parts, items and entries. */
export function causesInside(value: Value): readonly Cause[] {
  const causes: Cause[] = [];
  const waiting: Value[] = [value];
  for (let seen = 0, at = waiting.shift(); at && seen < most; seen++, at = waiting.shift()) {
    if (at.kind !== "known") causes.push(...at.because);
    else collect(at.value, causes, waiting);
  }
  return distinctCauses(causes);
}

function collect(plain: Plain, causes: Cause[], waiting: Value[]): void {
  if (plain === null || typeof plain !== "object") return;
  switch (plain.kind) {
    case "text":
      for (const part of plain.parts) if (typeof part !== "string") causes.push(...part.because);
      break;
    case "list":
      causes.push(...plain.open, ...(plain.unordered ?? []));
      waiting.push(...plain.items.slice(0, most));
      break;
    case "dict":
      causes.push(...plain.open);
      for (const entry of plain.entries.values()) waiting.push(entry.value);
      break;
    case "resource":
    case "module":
      causes.push(causeOfHandle(plain));
      break;
    case "lambda":
      break;
  }
}

function causeOfHandle(handle: ResourceHandle | ModuleHandle): Cause {
  const { symbol } = handle.instance;
  const isLookedUp = handle.kind === "resource" && handle.instance.declaration.existing;
  return isLookedUp ? { kind: "existing", symbol } : { kind: "runtime", call: symbol };
}

import { type Plain, samePlain } from "./plain.ts";
import { known, mapValue, type Value } from "./value.ts";

export type Scalar = boolean | number | string;
export type ScalarType = "string" | "number" | "bool";

/**
 * A scalar of another type; undefined where Terraform refuses to convert it. Numbers are written without exponents.
 * https://developer.hashicorp.com/terraform/language/expressions/types#type-conversion
 */
export function scalarAs(type: ScalarType, scalar: Scalar): Scalar | undefined {
  switch (type) {
    case "string":
      return Number.isInteger(scalar) ? BigInt(scalar).toString() : String(scalar);
    case "number":
      if (typeof scalar === "number") return scalar;
      return typeof scalar === "string" && /^-?\d+(?:\.\d+)?$/.test(scalar) ? Number(scalar) : undefined;
    case "bool":
      if (typeof scalar === "boolean") return scalar;
      return scalar === "true" || scalar === "1"
        ? true
        : scalar === "false" || scalar === "0"
          ? false
          : undefined;
  }
}

/** A value in the place of one of a scalar type. What cannot be converted stays. */
export function asScalar(value: Value, type: ScalarType): Value {
  const convert = (plain: Plain): Plain =>
    plain === null || typeof plain === "object" ? plain : (scalarAs(type, plain) ?? plain);
  if (value.kind === "unknown" || (value.kind === "known" && convert(value.value) === value.value))
    return value;
  return mapValue(value, value.origin, (plain, origin) => known(convert(plain), origin), samePlain);
}

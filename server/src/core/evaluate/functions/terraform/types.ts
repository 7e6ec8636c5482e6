import { causesInside } from "../../values/causes-inside.ts";
import type { List, Plain } from "../../values/plain.ts";
import { isDict, isList, isText } from "../../values/plain.ts";
import { asSet, mayRepeat } from "../../values/sets.ts";
import type { Value } from "../../values/value.ts";
import { distinctCauses, known, unknown } from "../../values/value.ts";
import type { Call, TemplateFunction } from "../function.ts";
import { wrongArguments } from "../function.ts";
import type { Single } from "../arm/arguments.ts";
import { perOption, plainOf, unsupported } from "../arm/arguments.ts";

/**
 * Conversions: https://developer.hashicorp.com/terraform/language/functions/tostring and related functions. Null
 * stays null.
 */
export const types: Readonly<Record<string, TemplateFunction>> = {
  tostring: perOption(([value], call) => convert(value, call, asString)),
  tobool: perOption(([value], call) => convert(value, call, asBool)),
  tonumber: perOption(([value], call) => convert(value, call, asNumber)),
  tolist: perOption(toList),
  toset: perOption(([value], call) => listAs(value, call, (list) => asSet(ofOneType(list)))),
  tomap: perOption(([value], call) => sameKind(value, call)),
  toobject: perOption(([value], call) => sameKind(value, call)),
  sensitive: perOption(([value], call) => value ?? wrongArguments(call)),
  nonsensitive: perOption(([value], call) => value ?? wrongArguments(call)),
  // Which values are ephemeral is not followed.
  ephemeralasnull: unsupported,
  issensitive: (call) =>
    unknown({ kind: "unsupported", construct: { kind: "code", name: "issensitive()" } }, call.origin),
};

type Scalar = boolean | number | string;

function convert(value: Single | undefined, call: Call, as: (scalar: Scalar) => Scalar | undefined): Value {
  const plain = plainOf(value);
  if (!value || plain === undefined || plain === null || isText(plain)) return value ?? wrongArguments(call);
  if (typeof plain === "object") return wrongArguments(call);
  const converted = as(plain);
  if (converted === undefined) return isOddNumber(call, plain) ? unsupported(call) : wrongArguments(call);
  return converted === plain ? value : known(converted, call.origin);
}

/** Forms of numbers that Terraform may take: `1e3`, `+1`, `.5`. */
function isOddNumber({ name }: Call, plain: Scalar): boolean {
  return name.endsWith("tonumber") && typeof plain === "string" && /^[-+.]?\d[\d.eE+-]*$/.test(plain);
}

/** Numbers are written without exponents. */
function asString(scalar: Scalar): string {
  return Number.isInteger(scalar) ? BigInt(scalar).toString() : String(scalar);
}

function asBool(scalar: Scalar): boolean | undefined {
  if (typeof scalar === "boolean") return scalar;
  return scalar === "true" || scalar === "1"
    ? true
    : scalar === "false" || scalar === "0"
      ? false
      : undefined;
}

function asNumber(scalar: Scalar): number | undefined {
  if (typeof scalar === "number") return scalar;
  return typeof scalar === "string" && /^-?\d+(?:\.\d+)?$/.test(scalar) ? Number(scalar) : undefined;
}

/** A set becomes a list in the order of its items. */
function toList([value]: readonly Single[], call: Call): Value {
  return listAs(value, call, (list) => {
    if (!list.isSet) return ofOneType(list);
    const { isSet: _, ...items } = list;
    // Where items may be equal, it is not known how many there are.
    const because = mayRepeat(list) ? list.items.flatMap(causesInside) : [];
    return { ...items, open: distinctCauses([...list.open, ...because]) };
  });
}

/** Items of one type: if there are strings among them, numbers and booleans become strings. */
function ofOneType(list: List): List {
  const plains = list.items.map((item) => (item.kind === "known" ? item.value : null));
  const isMixed = plains.some((plain) => typeof plain === "string") && plains.some(isToBeWritten);
  if (!isMixed) return list;
  const items = list.items.map((item) =>
    item.kind === "known" && isToBeWritten(item.value) ? known(asString(item.value), item.origin) : item,
  );
  return { ...list, items };
}

function isToBeWritten(plain: Plain): plain is boolean | number {
  return typeof plain === "boolean" || typeof plain === "number";
}

function listAs(value: Single | undefined, call: Call, change: (list: List) => List): Value {
  const plain = plainOf(value);
  if (!value || plain === undefined || plain === null) return value ?? wrongArguments(call);
  return isList(plain) ? { ...value, kind: "known", value: change(plain) } : wrongArguments(call);
}

function sameKind(value: Single | undefined, call: Call): Value {
  const plain = plainOf(value);
  const fits = plain === undefined || plain === null || isDict(plain);
  return value && fits ? value : wrongArguments(call);
}

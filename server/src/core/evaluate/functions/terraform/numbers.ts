import { all, not, type Truth, truth } from "../../../logic/truth.ts";
import {
  type Dict,
  equalValues,
  isDict,
  isHandle,
  isList,
  isText,
  type List,
  type Plain,
} from "../../values/plain.ts";
import { causesInside, isExact } from "../../values/scalars.ts";
import { partsOf } from "../../values/unified.ts";
import { known, type Known, unknown, type Value } from "../../values/value.ts";
import { answer, beyond, exact, perOption } from "../arm/arguments.ts";
import type { Json } from "../arm/json.ts";
import { logic } from "../arm/logic.ts";
import { type TemplateFunction, wrongArguments } from "../function.ts";

const deepest = 20;

type Calculated = number | undefined | typeof beyond;

/**
 * Arithmetic, with numbers of 512 bits (https://github.com/zclconf/go-cty/blob/main/docs/types.md#ctynumber) of which there are 53 here. Of
 * what has more digits, such as a third, only the size is known.
 */
export const numbers: Readonly<Record<string, TemplateFunction>> = {
  "+": ofTwo((a, b) => sized(a + b, a, b)),
  "-": ofTwo((a, b) => sized(a - b, a, b)),
  "*": ofTwo((a, b) => sized(a * b, a, b)),
  "/": ofTwo(divided),
  "%": ofTwo((a, b) => (b === 0 ? a : Number.isInteger(a) && Number.isInteger(b) ? asHeld(a % b) : beyond)),
  negate: ofOne((value) => 0 - value),
  abs: ofOne(Math.abs),
  ceil: ofOne(Math.ceil),
  floor: ofOne(Math.floor),
  signum: ofOne((value) => (Number.isInteger(value) ? Math.sign(value) : undefined)),
  max: exact((values) => extreme(values, (a, b) => Math.max(a, b))),
  min: exact((values) => extreme(values, (a, b) => Math.min(a, b))),
  pow: ofTwo((a, b) => asHeld(a ** b)),
  parseint: exact(([text, base]) =>
    typeof text === "string" && typeof base === "number" ? integerIn(text, base) : undefined,
  ),
};

function ofOne(calculate: (value: number) => number | undefined): TemplateFunction {
  return exact(([value]) => (typeof value === "number" ? calculate(value) : undefined));
}

function ofTwo(calculate: (a: number, b: number) => Calculated): TemplateFunction {
  return exact(([a, b]) => (typeof a === "number" && typeof b === "number" ? calculate(a, b) : undefined));
}

/** Infinity is a number in Terraform, and none here. Of an endless fraction, which has more digits, the size is known. */
function divided(a: number, b: number): Calculated {
  if (b === 0) return a === 0 ? undefined : beyond;
  const quotient = a / b;
  const [whole = "", places = ""] = String(quotient).split(".");
  if (!Number.isSafeInteger(a) || !Number.isSafeInteger(b) || !/^-?\d+$/.test(whole + places))
    return quotient * b === a ? sized(quotient, a, quotient) : beyond;
  const isEqual = BigInt(whole + places) * BigInt(b) === BigInt(a) * 10n ** BigInt(places.length);
  return isEqual || !isExact(String(quotient)) ? quotient + 0 : beyond;
}

/** The result, if it is exact because the numbers have few binary places. */
function sized(result: number, ...operands: readonly number[]): Calculated {
  const isBinary = (value: number): boolean => Number.isInteger(value * 2 ** 10);
  const isExactly = operands.every(isBinary) && Math.abs(result) < 2 ** 32;
  return isExactly || (Number.isSafeInteger(result) && operands.every(Number.isInteger))
    ? result + 0
    : beyond;
}

function asHeld(value: number): Calculated {
  if (Number.isNaN(value)) return undefined;
  return Number.isSafeInteger(value) ? value : beyond;
}

const digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** Up to base 36, capital letters are the same as small ones: https://pkg.go.dev/math/big#Int.SetString */
function integerIn(text: string, base: number): Calculated {
  const [, sign = "", written = ""] = /^([+-]?)([0-9a-zA-Z]+)$/.exec(text) ?? [];
  if (!Number.isInteger(base) || base < 2 || base > 62 || written === "") return undefined;
  let value = 0;
  for (const each of base <= 36 ? written.toLowerCase() : written) {
    const digit = digits.indexOf(each);
    if (digit >= base) return undefined;
    value = value * base + digit;
  }
  if (!Number.isSafeInteger(value)) return beyond;
  return sign === "-" ? 0 - value : value;
}

function extreme(
  values: readonly (Json | undefined)[],
  choose: (a: number, b: number) => number,
): number | undefined {
  const found = values.filter((each) => typeof each === "number");
  return found.length > 0 && found.length === values.length ? found.reduce(choose) : undefined;
}

function equality(said: (isEqual: Truth) => Truth): TemplateFunction {
  return perOption((values, call) => {
    const [a, b] = values;
    if (!a || !b) return wrongArguments(call);
    const isEqual = said(equalWithTypes(a, b));
    return isEqual === "maybe" && causesInside(a).length + causesInside(b).length === 0
      ? unknown({ kind: "unsupported", construct: { kind: "comparison-of-types" } }, call.origin)
      : answer(isEqual, values, call);
  });
}

/** To `&&`, null is false. With `||` it fails, unless the other operand is true. */
function connective(name: "&&" | "||"): TemplateFunction {
  return (call) => {
    const isNull = (value: Value): boolean => value.kind === "known" && value.value === null;
    const operands = call.arguments.map((value) => (isNull(value) ? known(false, value.origin) : value));
    const result = logic[name]?.({ ...call, arguments: operands }) ?? wrongArguments(call);
    const isRefused = name === "||" && call.arguments.some(isNull);
    return isRefused && result.kind === "known" && result.value === false ? wrongArguments(call) : result;
  };
}

/** https://developer.hashicorp.com/terraform/language/expressions/operators */
export const operators: Readonly<Record<string, TemplateFunction>> = {
  "==": equality((truth) => truth),
  "!=": equality(not),
  "&&": connective("&&"),
  "||": connective("||"),
  ...Object.fromEntries(Object.entries(logic).filter(([name]) => ["!", "<", "<=", ">", ">="].includes(name))),
};

/**
 * Whether values are equal in Terraform, where collections are only if they are of one type: a list equals no tuple or set, and a map no
 * object. https://developer.hashicorp.com/terraform/language/expressions/operators#equality-operators
 */
export function equalWithTypes(a: Value, b: Value): Truth {
  const isEqual = equalValues(a, b);
  if (isEqual === "no" || !isCollection(a) || !isCollection(b)) return isEqual;
  const isOneType = haveOneType(a, b, 0);
  return isOneType === "yes" ? isEqual : isOneType;
}

function isCollection(value: Value): value is Known<Dict | List> {
  return value.kind === "known" && (isList(value.value) || isDict(value.value));
}

function haveOneType(one: Value, other: Value, depth: number): Truth {
  if (one.kind !== "known" || other.kind !== "known" || depth > deepest) return "maybe";
  const [a, b] = [one.value, other.value];
  if (a === null || b === null || isHandle(a) || isHandle(b)) return "maybe";
  if (a === b) return "yes";
  if ((isList(a) && isList(b)) || (isDict(a) && isDict(b))) return haveOnePartType(a, b, depth + 1);
  const kindOf = (plain: NonNullable<Plain>): string =>
    isText(plain) ? "string" : typeof plain === "object" ? plain.kind : typeof plain;
  return truth(kindOf(a) === kindOf(b));
}

/** Each part of tuples and objects has its own type, all of lists, sets and maps have one. */
function haveOnePartType(a: Dict | List, b: Dict | List, depth: number): Truth {
  const [left, right] = [typingOf(a), typingOf(b)];
  if (left === "set" && right === "set") return haveOneOfAll(a, b, depth);
  if (left === undefined || right === undefined) return left === "set" || right === "set" ? "no" : "maybe";
  if (left !== right) return "no";
  if (left === true) return haveOneOfAll(a, b, depth);
  if (a.open.length + b.open.length > 0) return "maybe";
  const [parts, others] = [partsOf(a), partsOf(b)];
  if (parts.size !== others.size) return "no";
  return all(
    [...parts].map(([key, part]) => {
      const same = others.get(key);
      return same ? haveOneType(part, same, depth) : "no";
    }),
  );
}

function typingOf(collection: Dict | List): boolean | "set" | undefined {
  return isList(collection) && collection.isSet ? "set" : collection.isOfOneType;
}

function haveOneOfAll(a: Dict | List, b: Dict | List, depth: number): Truth {
  const [first, other] = [a, b].map((each) => [...partsOf(each).values()][0]);
  return first && other ? haveOneType(first, other, depth) : "maybe";
}

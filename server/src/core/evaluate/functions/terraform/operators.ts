import { not, type Truth } from "../../../logic/truth.ts";
import { equalValues, isDict, isList } from "../../values/plain.ts";
import { asScalar, type ScalarType } from "../../values/scalars.ts";
import { unknown, type Value } from "../../values/value.ts";
import { causesInside } from "../../values/causes-inside.ts";
import { type TemplateFunction, wrongArguments } from "../function.ts";
import { answer, exact, perOption, plainOf, type Single } from "../arm/arguments.ts";
import { logic } from "../arm/logic.ts";
import { numbers } from "../arm/numbers.ts";

/**
 * Lists, sets and tuples with the same items are equal only if they are of one type, and so are maps and objects. Only sets of strings,
 * numbers or booleans say of which type they are.
 * https://developer.hashicorp.com/terraform/language/expressions/operators#equality-operators
 */
function equality(said: (isEqual: Truth) => Truth): TemplateFunction {
  return perOption((values, call) => {
    const [a, b] = values;
    if (!a || !b) return wrongArguments(call);
    const isEqual = equalValues(a, b);
    const isByType = isEqual === "yes" ? !isTypedSet(a) : isEqual === "maybe" && isWhole(a) && isWhole(b);
    return isByType && isCollection(a) && isCollection(b)
      ? unknown({ kind: "unsupported", construct: { kind: "comparison-of-types" } }, call.origin)
      : answer(said(isEqual), values, call);
  });
}

function isCollection(value: Single): boolean {
  const plain = plainOf(value) ?? null;
  return isList(plain) || isDict(plain);
}

function isWhole(value: Single): boolean {
  return causesInside(value).length === 0;
}

/** What equals it is a set too, of the same items. */
function isTypedSet(value: Single): boolean {
  const plain = plainOf(value) ?? null;
  return isList(plain) && plain.isSet === true && plain.items.length > 0 && !plain.items.some(isNoScalar);
}

function isNoScalar(item: Value): boolean {
  return item.kind !== "known" || typeof item.value === "object";
}

const quotient = exact(([a, b]) =>
  typeof a === "number" && typeof b === "number" && b !== 0 ? a / b : undefined,
);

/** https://developer.hashicorp.com/terraform/language/expressions/operators */
export const operators: Readonly<Record<string, TemplateFunction>> = {
  "==": equality((truth) => truth),
  "!=": equality(not),
  ...taking("bool", logic, "&&", "||", "!"),
  ...taking("number", logic, "<", "<=", ">", ">="),
  ...taking("number", { ...numbers, "/": quotient }, "+", "-", "*", "%", "/", "negate"),
};

/** Operators of a table, which convert their operands to the type that they take. */
function taking(
  type: ScalarType,
  table: Readonly<Record<string, TemplateFunction>>,
  ...names: readonly string[]
): Readonly<Record<string, TemplateFunction>> {
  const own = Object.entries(table).filter(([name]) => names.includes(name));
  return Object.fromEntries(
    own.map(([name, operate]): readonly [string, TemplateFunction] => [
      name,
      (call) => {
        const operands = call.arguments.map((each) => asScalar(each, type));
        const isRefused = operands.some((each) => each.kind === "known" && typeof each.value === "string");
        return isRefused ? wrongArguments(call) : operate({ ...call, arguments: operands });
      },
    ]),
  );
}

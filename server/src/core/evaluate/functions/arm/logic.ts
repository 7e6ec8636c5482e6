/**
 * Logic and comparison:
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-logical,
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-comparison.
 * What is unknown answers "maybe" after Kleene: `or(true, unknown)` is true.
 */
import { all, any, not, type Truth } from "../../../logic/truth.ts";
import { equalValues } from "../../values/plain.ts";
import { known, type Value } from "../../values/value.ts";
import { type Call, type TemplateFunction, wrongArguments } from "../function.ts";
import { answer, beyond, exact, notSeen, perOption, type Single } from "./arguments.ts";
import { isArray, type Json } from "./json.ts";
import { toLower } from "./strings.ts";

const and = perOption((values, call) =>
  values.length < 2 ? wrongArguments(call) : connect(values, call, all),
);
const or = perOption((values, call) =>
  values.length < 2 ? wrongArguments(call) : connect(values, call, any),
);
const negation = perOption((values, call) =>
  values.length === 1 ? connect(values, call, ([only = "maybe"]) => not(only)) : wrongArguments(call),
);
const equals = perOption((values, call) => compare(values, call, (a, b) => equalValues(a, b)));
/** Bicep makes `equals(toLower(a), toLower(b))` of it: https://learn.microsoft.com/azure/azure-resource-manager/bicep/operators-comparison */
const equalsWithoutCase: TemplateFunction = (call) => {
  const lowered = call.arguments.map((each) => toLower({ ...call, name: "toLower", arguments: [each] }));
  return equals({ ...call, arguments: lowered });
};
const less = ordered((order) => order < 0);
const lessOrEquals = ordered((order) => order <= 0);
const greater = ordered((order) => order > 0);
const greaterOrEquals = ordered((order) => order >= 0);
const coalesce = perOption(firstNotNull);

export const logic: Readonly<Record<string, TemplateFunction>> = {
  and,
  "&&": and,
  or,
  "||": or,
  not: negation,
  "!": negation,
  bool: exact(([value]) => bool(value)),
  true: exact(() => true),
  false: exact(() => false),
  null: exact(() => null),
  equals,
  "==": equals,
  "!=": perOption((values, call) => compare(values, call, (a, b) => not(equalValues(a, b)))),
  "=~": equalsWithoutCase,
  "!~": (call) => negation({ ...call, arguments: [equalsWithoutCase(call)] }),
  less,
  "<": less,
  lessOrEquals,
  "<=": lessOrEquals,
  greater,
  ">": greater,
  greaterOrEquals,
  ">=": greaterOrEquals,
  coalesce,
  "??": coalesce,
  any: perOption(([value], call) => value ?? wrongArguments(call)),
};

function connect(
  values: readonly Single[],
  call: Call,
  connective: (answers: readonly Truth[]) => Truth,
): Value {
  const answers: Truth[] = [];
  for (const value of values) {
    if (value.kind === "unknown") answers.push("maybe");
    else if (typeof value.value === "boolean") answers.push(value.value ? "yes" : "no");
    else return notSeen(call, values);
  }
  return answer(connective(answers), values, call);
}

function compare(values: readonly Single[], call: Call, test: (a: Single, b: Single) => Truth): Value {
  const [a, b] = values;
  if (!a || !b || values.length !== 2) return wrongArguments(call);
  return answer(test(a, b), values, call);
}

function ordered(test: (order: number) => boolean): TemplateFunction {
  return exact(([a, b]) => {
    if (typeof a === "number" && typeof b === "number") return test(a - b);
    if (typeof a !== "string" || typeof b !== "string") return undefined;
    // How strings are ordered depends on the machine, but for letters and digits of ASCII where they differ and case changes nothing.
    const [left, right] = [a.toLowerCase(), b.toLowerCase()];
    const exactly = order(a, b);
    return exactly === order(left, right) && differPlainly(left, right) ? test(exactly) : beyond;
  });
}

function differPlainly(a: string, b: string): boolean {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return [a[at], b[at]].every((letter) => letter === undefined || /[0-9a-z]/.test(letter));
}

function order(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** The first that is not null. An unknown one before it may be null, or may be the result. */
function firstNotNull(values: readonly Single[], call: Call): Value {
  const candidates = values.filter((value) => value.kind === "unknown" || value.value !== null);
  const [first] = candidates;
  if (!first) return values.length > 0 ? known(null, call.origin) : wrongArguments(call);
  if (first.kind === "known" || first.shape || candidates.length === 1) return first;
  const end = candidates.findIndex((value) => value.kind === "known");
  return notSeen(call, candidates.slice(0, end < 0 ? candidates.length : end));
}

function bool(value: Json | undefined): boolean | undefined | typeof beyond {
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return value === 0 || value === 1 ? value === 1 : beyond;
  if (typeof value !== "string") return undefined;
  const word = value.trim().toLowerCase();
  if (word === "true" || word === "false") return word === "true";
  return word === "1" || word === "0" ? beyond : undefined;
}

const add = ofTwo((a, b) => a + b);
const sub = ofTwo((a, b) => a - b);
const mul = ofTwo((a, b) => a * b);
const div = ofTwo((a, b) => (b === 0 ? undefined : Math.trunc(a / b)));
const mod = ofTwo((a, b) => (b === 0 ? undefined : a % b));

export const numbers: Readonly<Record<string, TemplateFunction>> = {
  add,
  "+": add,
  sub,
  "-": sub,
  mul,
  "*": mul,
  div,
  "/": div,
  mod,
  "%": mod,
  negate: exact(([a]) => (typeof a === "number" ? 0 - a : undefined)),
  min: exact((values) => extreme(values, Math.min)),
  max: exact((values) => extreme(values, Math.max)),
  int: exact(([value]) => int(value)),
  float: exact(([value]) => float(value)),
};

function ofTwo(calculate: (a: number, b: number) => number | undefined): TemplateFunction {
  return exact(([a, b]) => {
    if (typeof a !== "number" || typeof b !== "number") return undefined;
    const result = calculate(a, b);
    // Azure has 64-bit numbers; ours are exact up to 53 bits.
    if (result === undefined) return undefined;
    return Number.isSafeInteger(result) ? result + 0 : beyond;
  });
}

function extreme(
  values: readonly (Json | undefined)[],
  choose: (...numbers: readonly number[]) => number,
): number | undefined {
  const [first] = values;
  const all = values.length === 1 && isArray(first) ? first : values;
  const found = all.filter((each) => typeof each === "number");
  if (found.length === 0 || found.length !== all.length) return undefined;
  return found.reduce((best, each) => choose(best, each));
}

function int(value: Json | undefined): number | undefined | typeof beyond {
  if (typeof value === "number") return Number.isInteger(value) ? value : beyond;
  if (typeof value !== "string" || !/^\s*[+-]?\d+\s*$/.test(value)) return undefined;
  return Number.isSafeInteger(Number(value)) ? Number(value) : beyond;
}

function float(value: Json | undefined): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^\s*[+-]?\d+(\.\d+)?\s*$/.test(value) ? Number(value) : undefined;
}

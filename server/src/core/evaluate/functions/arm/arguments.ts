import { type LimitName, limits } from "../../../text/limits.ts";
import { causesInside } from "../../values/scalars.ts";
import { isDict, isList, type Plain, samePlain } from "../../values/plain.ts";
import {
  asSingle,
  type Cause,
  choose,
  distinctCauses,
  type Known,
  known,
  type OneOf,
  type Unknown,
  unknown,
  type Value,
} from "../../values/value.ts";
import { type Call, type TemplateFunction, wrongArguments } from "../function.ts";
import { type Json, jsonValue, readJson } from "./json.ts";

/** An argument that is not a choice. */
export type Single = Known | Unknown;

/**
 * A function that sees each argument as known or unknown: choices are tried option by option, and are unknown where
 * there are too many combinations.
 */
export function perOption(evaluate: (values: readonly Single[], call: Call) => Value): TemplateFunction {
  return (call) => {
    if (!call.spend(1)) return overBudget(call);
    const choices = call.arguments.filter((value) => value.kind === "oneOf");
    const combinations = combinationsOf(call.arguments, choices);
    const results = combinations.map((values) => evaluate(values, call));
    const [only] = results;
    if (only && results.length === 1) return only;
    const because = choices.flatMap((choice) => choice.because);
    return choose(results, because, call.origin, samePlain);
  };
}

/** What a function of JSON gives where the call is right but its result is beyond this evaluation. */
export const beyond = Symbol("beyond this evaluation");

/** What it gives where the result would be longer than any text may be. */
export const tooMuch = Symbol("longer than a text may be");

/**
 * A function of JSON: where an argument is not wholly known, neither is the result. Undefined means that the
 * deployment would refuse the arguments; `beyond` that only this evaluation cannot answer.
 */
export function exact(
  evaluate: (
    values: readonly (Json | undefined)[],
    call: Call,
  ) => Json | undefined | typeof beyond | typeof tooMuch,
): TemplateFunction {
  return perOption((values, call) => {
    const read: Json[] = [];
    const because: Cause[] = [];
    let complete = true;
    for (const value of values) {
      const json = readJson(value, call.spend);
      if (json.complete) read.push(json.json);
      else {
        complete = false;
        because.push(...json.because);
      }
    }
    if (!complete) return because.length > 0 ? unknown(because, call.origin) : notSeen(call, values);
    const result = evaluate(read, call);
    if (result === undefined) return wrongArguments(call);
    if (result === tooMuch) return overBudget(call, "text-length");
    return result === beyond ? unsupported(call) : jsonValue(result, call);
  });
}

/** The result of a call whose arguments are not known well enough, or are wrong where all of them are known. */
export function notSeen(call: Call, values: readonly Value[]): Value {
  const because = distinctCauses(values.flatMap((value) => causesInside(value)));
  const complete = because.length === 0 && values.every((value) => value.kind !== "unknown");
  return complete ? wrongArguments(call) : unknown(because, call.origin);
}

/** The result of a call that is right but not evaluated here. */
export function unsupported(call: Call): Value {
  return unknown({ kind: "unsupported", construct: { kind: "code", name: `${call.name}()` } }, call.origin);
}

export function overBudget(call: Call, limit: LimitName = "steps"): Value {
  return unknown({ kind: "budget", limit }, call.origin);
}

/** A plain value of a known argument; undefined of an unknown or missing one. */
export function plainOf(value: Single | undefined): Plain | undefined {
  return value?.kind === "known" ? value.value : undefined;
}

/** Steps that comparing with a value counts for: objects and lists have parts of their own. */
export function comparisonCost(value: Value): number {
  const plain = value.kind === "known" ? value.value : null;
  return plain !== null && (isList(plain) || isDict(plain)) ? 50 : 1;
}

/** A boolean answer, or an unknown for the causes inside the values it was asked of. */
export function answer(truth: "yes" | "no" | "maybe", values: readonly Value[], call: Call): Value {
  if (truth !== "maybe") return known(truth === "yes", call.origin);
  const because = distinctCauses(values.flatMap((value) => causesInside(value)));
  return because.length > 0 ? unknown(because, call.origin) : unsupported(call);
}

/** The arguments with one option for each choice, in the order of the options. */
function combinationsOf(values: readonly Value[], choices: readonly OneOf[]): readonly (readonly Single[])[] {
  const count = choices.reduce((product, choice) => product * choice.options.length, 1);
  if (count > limits.combinations) return [values.map(asSingle)];
  let combinations: readonly (readonly Single[])[] = [values.map(asSingle)];
  for (const [index, value] of values.entries()) {
    if (value.kind !== "oneOf") continue;
    const { options } = value;
    combinations = combinations.flatMap((each) => options.map((option) => each.with(index, option)));
  }
  return combinations;
}

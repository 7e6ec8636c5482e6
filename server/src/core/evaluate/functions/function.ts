import { limits } from "../budget.ts";
import type { DeploymentGroup } from "../resource-id.ts";
import type { Lambda, Plain } from "../plain.ts";
import { samePlain } from "../plain.ts";
import type { Cause, Known, Origin, Value } from "../value.ts";
import { causesOf, choose, distinctCauses, known, optionsOf, unknown } from "../value.ts";

/** One call of a template function. */
export interface Call {
  readonly name: string;
  readonly arguments: readonly Value[];
  /** Where the result comes from: the call itself. */
  readonly origin: Origin;
  /** The module instance the call is made in, `keyVault[1]/inner`; null in the root. */
  readonly place: string | null;
  /** The subscription and resource group it is evaluated for. */
  readonly group: DeploymentGroup;
  /** Evaluates a lambda with these values for its parameters. */
  readonly apply: (lambda: Lambda, values: readonly Value[]) => Value;
  /** Counts work; false when the limit is reached and the result is to be unknown. */
  readonly spend: (steps: number) => boolean;
}

/**
 * A function of a template language. It never throws: a wrong argument gives an unknown. It need not name unknown
 * results; the evaluator gives them a symbol made of the function's name and its arguments.
 */
export type TemplateFunction = (call: Call) => Value;

/** A function of known values only: unknown arguments give an unknown, choices are tried one by one. */
export function strict(
  evaluate: (values: readonly Plain[], call: Call) => Plain | undefined,
): TemplateFunction {
  return (call) =>
    overKnown(call.arguments, call.origin, (values) => {
      const result = evaluate(values, call);
      return result === undefined ? wrongArguments(call) : known(result, call.origin);
    });
}

/** Tries every combination of the arguments' options; unknown when an argument is, or when there are too many. */
export function overKnown(
  values: readonly Value[],
  origin: Origin,
  evaluate: (values: readonly Plain[]) => Value,
): Value {
  const causes = distinctCauses(values.flatMap((value) => causesOf(value)));
  if (values.some((value) => value.kind === "unknown")) return unknown(causes, origin);
  const combinations = combine(values);
  if (!combinations) return unknown([...causes, { kind: "budget" }], origin);
  const results = combinations.map((combination) => evaluate(combination.map((option) => option.value)));
  return choose(results, causes, origin, samePlain);
}

/** The result of a call that the deployment would refuse. */
export function wrongArguments(call: Call): Value {
  const because: Cause = { kind: "failure", reason: `${call.name}() does not take these arguments` };
  return unknown(because, call.origin);
}

function combine(values: readonly Value[]): readonly (readonly Known[])[] | null {
  let combinations: (readonly Known[])[] = [[]];
  for (const value of values) {
    if (value.kind === "unknown") return null;
    const options = optionsOf(value);
    if (combinations.length * options.length > limits.combinations) return null;
    combinations = combinations.flatMap((head) => options.map((option) => [...head, option]));
  }
  return combinations;
}

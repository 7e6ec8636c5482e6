import type { Lambda } from "../values/plain.ts";
import type { DeploymentGroup } from "../instances/resource-id.ts";
import type { Cause, Origin, Value } from "../values/value.ts";
import { unknown } from "../values/value.ts";

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
  readonly files: CallFiles;
  /** Counts work; false when the limit is reached and the result is to be unknown. */
  readonly spend: (steps: number) => boolean;
}

/** The files that a call may read, by paths from the folder of the root. */
export interface CallFiles {
  /** The path to the folder of the module that the call is made in. */
  readonly folder: () => string;
  /** The text of a file; why not, where it cannot be read. */
  readonly read: (path: string) => string | Cause;
  /** What a template in a file comes to with these values. */
  readonly expand: (path: string, values: ReadonlyMap<string, Value>) => Value;
}

/**
 * A function of a template language. It never throws: a wrong argument gives an unknown. It need not name unknown
 * results; the evaluator gives them a symbol made of the function's name and its arguments.
 */
export type TemplateFunction = (call: Call) => Value;

/** The result of a call that the deployment would refuse. */
export function wrongArguments(call: Call): Value {
  const because: Cause = { kind: "failure", reason: `${call.name}() does not take these arguments` };
  return unknown(because, call.origin);
}

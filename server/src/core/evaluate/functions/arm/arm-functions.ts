/**
 * The functions that ARM JSON and Bicep share:
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions
 */
import type { TemplateFunction } from "../function.ts";
import { files } from "../bicep/files.ts";
import { cidr } from "./cidr.ts";
import { containers, lists } from "./containers.ts";
import { lambdas } from "./lambdas.ts";
import { logic, numbers } from "./logic.ts";
import { merge } from "./merge.ts";
import { encoding, objects } from "./objects.ts";
import { resourceIds } from "./resource-ids.ts";
import { dates, runtime, scopes } from "./scopes.ts";
import { strings } from "./strings.ts";

const tables = [
  cidr,
  containers,
  dates,
  encoding,
  lambdas,
  lists,
  logic,
  merge,
  numbers,
  objects,
  resourceIds,
  runtime,
  scopes,
  strings,
];

const shared = tables.flatMap((table) => Object.entries(table));

/** The functions and operators by their names in Bicep, where case counts. */
export const bicepFunctions: ReadonlyMap<string, TemplateFunction> = new Map([
  ...shared,
  ...Object.entries(files),
]);

/** The functions by their names in lower case, as ARM's reader writes its calls; Azure refuses what only the compiler of Bicep knows. */
export const armFunctions: ReadonlyMap<string, TemplateFunction> = new Map(
  shared
    .filter(([name]) => name !== "any" && name !== "negate")
    .map(([name, implementation]) => [name.toLowerCase(), spelled(name, implementation)]),
);

/** The function under the name that its documentation gives it, for messages. */
function spelled(name: string, implementation: TemplateFunction): TemplateFunction {
  if (name === "list*" || name === name.toLowerCase()) return implementation;
  return (call) => implementation({ ...call, name });
}

import type { ParameterAssignment, ParameterFile } from "../syntax.ts";
import { readAssignment } from "./arguments.ts";
import { membersOf } from "./declarations.ts";
import type { JsonObject } from "./json/node.ts";
import type { ReadContext } from "./read-context.ts";
import { spanOf } from "./read-context.ts";

/**
 * Reads a parameter file (https://learn.microsoft.com/azure/azure-resource-manager/templates/parameter-files). The value of a
 * secret is the reference that leads to it.
 */
export function readParameterFile(node: JsonObject, context: ReadContext): ParameterFile {
  const values = new Map<string, ParameterAssignment>();
  for (const { name, value } of membersOf(node, "parameters"))
    values.set(name.text, { nameSpan: spanOf(name, context), ...readAssignment(value, context) });
  return { span: spanOf(node, context), using: null, values };
}

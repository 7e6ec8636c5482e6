import type { ParameterAssignment, ParameterFile } from "../syntax.ts";
import { readAssignment } from "./arguments.ts";
import { membersOf } from "./declarations.ts";
import type { JsonObject } from "./json/node.ts";
import { withPlaceholders } from "./placeholders.ts";
import { isIntact, type ReadContext, spanOf } from "./read-context.ts";

/**
 * Reads a parameter file (https://learn.microsoft.com/azure/azure-resource-manager/templates/parameter-files). The
 * value of a secret is its reference.
 */
export function readParameterFile(node: JsonObject, context: ReadContext): ParameterFile {
  const values = new Map<string, ParameterAssignment>();
  for (const { name, value } of membersOf(node, "parameters")) {
    const assignment = readAssignment(value, context);
    const filled = assignment.secret ? null : withPlaceholders(assignment.value);
    const own = filled ? { value: filled, secret: false, isText: true } : assignment;
    values.set(name.text, { nameSpan: spanOf(name, context), ...own });
  }
  return { span: spanOf(node, context), using: null, values, intact: isIntact(node, context) };
}

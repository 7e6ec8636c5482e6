import type { Expression } from "../../template/expression.ts";
import type { ParameterDeclaration, Template } from "../../template/template.ts";
import { readAssignment } from "./arguments.ts";
import { membersOf } from "./declarations.ts";
import { type JsonObject, memberValue } from "./json/node.ts";
import { type ReadContext, unreadableAt } from "./read-context.ts";
import { readTemplate } from "./template.ts";
import { foldName } from "../../text/fold.ts";

/**
 * Reads the template of a blueprint's artifact. What the artifact gives its parameters takes the place of their defaults;
 * its expressions refer to the blueprint, which is not available.
 */
export function readBlueprint(artifact: JsonObject, node: JsonObject, context: ReadContext): Template {
  const template = readTemplate(node, context);
  const properties = memberValue(artifact, "properties");
  const given = new Map<string, Expression>();
  for (const { name, value } of properties ? membersOf(properties, "parameters") : []) {
    const assigned = readAssignment(value, context).value;
    given.set(foldName(name.text), isLiteral(assigned) ? assigned : fromBlueprint(assigned, context));
  }
  const parameters = [...template.parameters].map(
    ([key, parameter]) => [key, withDefault(parameter, given.get(key))] as const,
  );
  return { ...template, parameters: new Map(parameters) };
}

function withDefault(parameter: ParameterDeclaration, given: Expression | undefined): ParameterDeclaration {
  return given ? { ...parameter, default: given } : parameter;
}

function fromBlueprint({ span }: Expression, context: ReadContext): Expression {
  return unreadableAt(span, context, { kind: "blueprint-parameter" });
}

/** Whether a value holds no expressions. */
function isLiteral(expression: Expression): boolean {
  switch (expression.kind) {
    case "literal":
      return true;
    case "list":
      return expression.items.every((item) => item.kind !== "spread" && isLiteral(item));
    case "dictionary":
      return expression.entries.every((entry) => entry.kind === "entry" && isLiteral(entry.value));
    default:
      return false;
  }
}

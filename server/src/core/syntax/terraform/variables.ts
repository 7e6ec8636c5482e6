import type { Expression, Literal } from "../../template/expression.ts";
import type { ParameterDeclaration } from "../../template/template.ts";
import type { ParameterType, TypeConstraint } from "../../template/declared-type.ts";
import type { Block } from "./hcl/nodes.ts";
import { attributeOf, blocksOf } from "./hcl/parse.ts";
import { lowerNamed } from "./lower-body.ts";
import { type LowerContext, spanOf, unreadable } from "./lower-context.ts";
import { readType } from "./type-constraint.ts";

/** An input variable: https://developer.hashicorp.com/terraform/language/values/variables */
export function readVariable(block: Block, context: LowerContext): ParameterDeclaration | null {
  const [name] = block.labels;
  if (name === undefined) return null;
  const { body } = block;
  const constraint = readType(attributeOf(body, "type")?.value ?? null, context);
  const written = lowerNamed(body, "default", context);
  const lost = body.intact ? null : unreadable(spanOf({ start: block.start, end: block.headerEnd }, context));
  return {
    name,
    nameSpan: spanOf({ start: block.headerEnd - name.length - 1, end: block.headerEnd - 1 }, context),
    type: typeWord(constraint),
    default: written ?? lost,
    allowed: allowedValues(name, block, context),
    nullable: false,
    secure: isFalseOrTrue(lowerNamed(body, "sensitive", context)) === true,
    constraint,
    nullIsDefault: isFalseOrTrue(lowerNamed(body, "nullable", context)) === false,
  };
}

function typeWord(constraint: TypeConstraint): ParameterType {
  switch (constraint.kind) {
    case "string":
    case "bool":
    case "any":
      return constraint.kind;
    case "number":
      return "int";
    case "list":
    case "set":
    case "tuple":
      return "array";
    case "map":
    case "object":
      return "object";
  }
}

/** `validation { condition = contains(["a", "b"], var.x) }` names every value. */
function allowedValues(
  name: string,
  { body }: Block,
  context: LowerContext,
): readonly Literal["value"][] | null {
  for (const validation of blocksOf(body, "validation")) {
    const condition = lowerNamed(validation.body, "condition", context);
    if (condition?.kind !== "call" || condition.name !== "contains") continue;
    const [list, sought] = condition.arguments;
    if (list?.kind !== "list" || sought?.kind !== "name" || sought.name !== name) continue;
    const values = list.items.flatMap((item) => (item.kind === "literal" ? [item.value] : []));
    if (values.length === list.items.length && values.length > 0) return values;
  }
  return null;
}

function isFalseOrTrue(expression: Expression | null): boolean | null {
  return expression?.kind === "literal" && typeof expression.value === "boolean" ? expression.value : null;
}

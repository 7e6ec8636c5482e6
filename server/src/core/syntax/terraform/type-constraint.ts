import type { AttributeConstraint, TypeConstraint } from "../../template/declared-type.ts";
import type { Call, Expression } from "./hcl/nodes.ts";
import { embeddedContext, type LowerContext, textOf } from "./lower-context.ts";
import { lowerExpression } from "./lower-expression.ts";

/** `object({ ip_rules = optional(list(string), []) })`: https://developer.hashicorp.com/terraform/language/expressions/type-constraints */
export function readType(node: Expression | null | undefined, context: LowerContext): TypeConstraint {
  if (!node) return any;
  if (node.kind === "embedded") return readType(node.inner, embeddedContext(node, context));
  if (node.kind === "call") return readConstructor(node, context);
  const word = nameIn(node, context);
  switch (word) {
    case "string":
    case "number":
    case "bool":
      return { kind: word };
    case "list":
    case "set":
    case "map":
      return { kind: word, of: any };
    default:
      return any;
  }
}

const any: TypeConstraint = { kind: "any" };

/** Terraform 0.11 wrote names between quotes. */
function nameIn(node: Expression, context: LowerContext): string {
  return textOf(node, context).replace(/^"|"$/g, "");
}

function readConstructor({ name, items }: Call, context: LowerContext): TypeConstraint {
  const [first, ...rest] = items;
  switch (name) {
    case "list":
    case "set":
    case "map":
      return { kind: name, of: readType(first, context) };
    case "optional":
      return readType(first, context);
    case "tuple":
      return rest.length > 0 || first?.kind !== "tuple"
        ? any
        : { kind: "tuple", items: first.items.map((item) => readType(item, context)) };
    case "object":
      return first?.kind === "object"
        ? {
            kind: "object",
            attributes: new Map(
              first.elements.map(({ key, value }) => [nameIn(key, context), readAttribute(value, context)]),
            ),
          }
        : any;
    default:
      return any;
  }
}

function readAttribute(node: Expression, context: LowerContext): AttributeConstraint {
  const type = readType(node, context);
  if (node.kind !== "call" || node.name !== "optional") return { type, optional: false, default: null };
  const [, fallback] = node.items;
  return { type, optional: true, default: fallback ? lowerExpression(fallback, context) : null };
}

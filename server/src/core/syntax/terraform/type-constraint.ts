import type { AttributeConstraint, TypeConstraint } from "../../template/declared-type.ts";
import type { HclNode } from "./hcl/node.ts";
import { type LowerContext, textOf } from "./lower-context.ts";
import { lowerExpression } from "./lower-expression.ts";

/** `object({ ip_rules = optional(list(string), []) })`: https://developer.hashicorp.com/terraform/language/expressions/type-constraints */
export function readType(node: HclNode | null, context: LowerContext): TypeConstraint {
  const inner = node && termOf(node);
  if (!inner || inner.broken) return any;
  if (inner.type === "function_call") return readConstructor(inner, context);
  const word = textOf(inner, context).replace(/^"|"$/g, "");
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

/** The only term of an expression. */
function termOf(node: HclNode): HclNode {
  let at = node;
  while (/^(expression|literal_value|collection_value|template_expr)$/.test(at.type)) {
    const [only, ...more] = at.children;
    if (!only || more.length > 0) return at;
    at = only;
  }
  return at;
}

function readConstructor(node: HclNode, context: LowerContext): TypeConstraint {
  const [name] = node.children;
  const [first, ...rest] = argumentsOf(node);
  const word = name ? textOf(name, context) : "";
  switch (word) {
    case "list":
    case "set":
    case "map":
      return { kind: word, of: readType(first ?? null, context) };
    case "optional":
      return readType(first ?? null, context);
    case "tuple":
      return rest.length > 0 || !first ? any : readTuple(termOf(first), context);
    case "object":
      return first ? readObject(termOf(first), context) : any;
    default:
      return any;
  }
}

function readTuple(node: HclNode, context: LowerContext): TypeConstraint {
  const items = node.children.filter((child) => child.type === "expression");
  return { kind: "tuple", items: items.map((item) => readType(item, context)) };
}

function readObject(node: HclNode, context: LowerContext): TypeConstraint {
  const attributes = new Map<string, AttributeConstraint>();
  for (const element of node.children) {
    const [key, value] = element.children.filter((child) => child.type === "expression");
    if (element.type !== "object_elem" || !key || !value) continue;
    attributes.set(textOf(key, context).replace(/^"|"$/g, ""), readAttribute(value, context));
  }
  return { kind: "object", attributes };
}

function readAttribute(node: HclNode, context: LowerContext): AttributeConstraint {
  const type = readType(node, context);
  const inner = termOf(node);
  const [name] = inner.children;
  if (inner.type !== "function_call" || !name || textOf(name, context) !== "optional")
    return { type, optional: false, default: null };
  const [, fallback] = argumentsOf(inner);
  return { type, optional: true, default: fallback ? lowerExpression(fallback, context) : null };
}

function argumentsOf(node: HclNode): readonly HclNode[] {
  const list = node.children.find((child) => child.type === "function_arguments");
  return list?.children.filter((child) => child.type === "expression") ?? [];
}

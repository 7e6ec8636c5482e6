import type { Expression } from "../../template/expression.ts";
import type { HclNode } from "./hcl/node.ts";
import { type LowerContext, spanOf, textOf, unreadable, withVariables } from "./lower-context.ts";

/** `[for …]` and `{for …}`: https://developer.hashicorp.com/terraform/language/expressions/for */
export function lowerFor(node: HclNode, context: LowerContext): Expression {
  const span = spanOf(node, context);
  const intro = node.children.find((child) => child.type === "for_intro");
  const source = intro?.children.find((child) => child.type === "expression");
  if (!intro || !source) return unreadable(span);
  const names = intro.children
    .filter((child) => child.type === "identifier")
    .map((child) => textOf(child, context));
  const [first = null, second] = names;
  const inside = withVariables(context, names);
  const parts = node.children
    .filter((child) => child.type === "expression")
    .map((child) => inside.lower(child, inside));
  const body = parts.at(-1);
  const filter = node.children.find((child) => child.type === "for_cond")?.children[1];
  if (!body) return unreadable(span);
  return {
    kind: "for",
    span,
    loop: {
      span: spanOf(intro, context),
      source: context.lower(source, context),
      item: second ?? first,
      index: null,
      key: second === undefined ? null : first,
    },
    filter: filter ? inside.lower(filter, inside) : null,
    key: node.type === "for_object_expr" ? (parts[0] ?? null) : null,
    grouped: node.children.some((child) => child.type === "ellipsis"),
    body,
  };
}

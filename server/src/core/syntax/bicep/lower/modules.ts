import type { Expression } from "../../../template/expression.ts";
import type { ModuleDeclaration } from "../../../template/template.ts";
import type * as Tree from "../declaration-nodes.ts";
import type * as Bicep from "../nodes.ts";
import { type LowerContext, unreadableAt } from "./context.ts";
import { lowerExpression } from "./expression.ts";
import { type Head, headOf, labelOf, lowerNamed, propertyNamed } from "./resources.ts";
import { sourceOf } from "./sources.ts";

/** Lowers `module name 'path' = { … }` (https://learn.microsoft.com/azure/azure-resource-manager/bicep/modules). */
export function lowerModule(node: Tree.ModuleDeclaration, outer: LowerContext): ModuleDeclaration {
  const head = headOf(node, null, outer);
  const { symbol, key, condition, loop, body, inner } = head;
  const scope = propertyNamed(body, "scope");
  return {
    ...{ span: outer.spanOf(node), symbol, key, labelSpan: labelOf(node, outer), condition, loop },
    name: lowerNamed(body, "name", inner),
    source: sourceOf(node.path, outer),
    arguments: argumentsOf(head),
    ...(scope ? { scope: lowerScope(scope.value, inner) } : {}),
    dependsOn: lowerNamed(body, "dependsOn", inner),
  };
}

function argumentsOf({ body, inner }: Head): Expression {
  const given = lowerNamed(body, "params", inner);
  if (given) return given;
  if (body.kind !== "object" || !body.intact) return unreadableAt(body, inner);
  const span = inner.spanOf({ start: body.start, end: body.start });
  return { kind: "dictionary", span, entries: [], intact: true };
}

type Scope = NonNullable<ModuleDeclaration["scope"]>;

/** `resourceGroup(name)`, `resourceGroup(subscription, name)`, `subscription(id)`, or the symbol of a resource group. */
function lowerScope(node: Bicep.Expression, context: LowerContext): Scope {
  if (node.kind === "parenthesized") return lowerScope(node.inner, context);
  const isCall = node.kind === "call" || node.kind === "methodCall";
  const name = isCall && node.name.kind === "name" ? node.name.text : null;
  const values = isCall ? node.args.map((each) => lowerExpression(each, context)) : [];
  const [first = null, second = null] = values;
  if (name === "resourceGroup")
    return second
      ? { subscription: first, resourceGroup: second }
      : { subscription: null, resourceGroup: first };
  if (name === "subscription") return { subscription: first, resourceGroup: null };
  if (isCall) return { subscription: null, resourceGroup: null };
  const target = lowerExpression(node, context);
  const { span } = target;
  const group: Expression = { kind: "member", span, target, name: "name", nameSpan: span, safe: false };
  return { subscription: null, resourceGroup: group };
}

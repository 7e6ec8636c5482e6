import type { Expression } from "../../template/expression.ts";
import type { ResourceDeclaration } from "../../template/template.ts";
import type { Gathered, Declared } from "./declared.ts";
import type { JsonNode, JsonObject, JsonString } from "./json/node.ts";
import { memberValue, stringOf } from "./json/node.ts";
import { lowerLoop, lowerMember, lowerObject } from "./lower-value.ts";
import { readModule } from "./modules.ts";
import type { ReadContext } from "./read-context.ts";
import { isListed, movedContext, spanOf, unreadableAt } from "./read-context.ts";

/**
 * Reads a list of resources, or an object of them by symbolic name
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/resource-declaration#use-symbolic-name).
 */
export function readResources(
  list: JsonNode,
  parent: ResourceDeclaration | null,
  context: ReadContext,
  gathered: Gathered,
): void {
  if (list.kind === "array")
    for (const { value, moved, sound = false } of list.items)
      readResource(value, null, parent, moved ? movedContext(moved, sound, context) : context, gathered);
  if (list.kind === "object")
    for (const member of list.members) readResource(member.value, member.name, parent, context, gathered);
}

function readResource(
  node: JsonNode,
  key: JsonString | null,
  parent: ResourceDeclaration | null,
  context: ReadContext,
  gathered: Gathered,
): void {
  if (node.kind !== "object") return;
  const declared = declare(node, key, parent, context);
  const existing = isTrue(memberValue(node, "existing"));
  if (isDeployment(node) && !existing) {
    gathered.modules.push(readModule(declared, gathered));
    return;
  }
  const resource = resourceOf(declared, existing, parent);
  gathered.resources.push(resource);
  const children = memberValue(node, "resources");
  if (children) readResources(children, resource, declared.context, gathered);
}

function resourceOf(
  declared: Declared,
  existing: boolean,
  parent: ResourceDeclaration | null,
): ResourceDeclaration {
  const { node, context } = declared;
  // Written out, because spreading costs more than all the rest of reading a resource.
  return {
    span: declared.span,
    symbol: declared.symbol,
    key: declared.key,
    labelSpan: declared.labelSpan,
    type:
      lowerMember(node, "type", context) ?? unreadableAt(node, context, { kind: "resource-without-type" }),
    apiVersion: lowerMember(node, "apiVersion", context),
    name: declared.name,
    existing,
    condition: declared.condition,
    loop: declared.loop,
    parent,
    scope: lowerMember(node, "scope", context),
    body: lowerObject(node, context, ["resources"]),
    dependsOn: declared.dependsOn,
  };
}

/** A resource nested in a copied one is there once for each copy. */
function declare(
  node: JsonObject,
  key: JsonString | null,
  parent: ResourceDeclaration | null,
  outer: ReadContext,
): Declared {
  const copy = memberValue(node, "copy");
  const ownLoop =
    copy?.kind === "object" ? lowerLoop(copy, stringOf(memberValue(copy, "name")) ?? "", outer) : null;
  const loop = ownLoop ?? parent?.loop ?? null;
  const context = ownLoop ? { ...outer, copyIndex: ownLoop.index } : outer;
  const nameNode = memberValue(node, "name");
  const label = nameNode ?? key ?? { start: node.start, end: node.start + 1 };
  return {
    node,
    span: spanOf(node, context),
    symbol: key?.text ?? stringOf(nameNode) ?? "?",
    key: key?.text ?? null,
    labelSpan: spanOf(label, context),
    name: lowerMember(node, "name", context),
    condition: lowerMember(node, "condition", context) ?? hiddenCondition(node, context),
    loop,
    dependsOn: lowerMember(node, "dependsOn", context),
    context,
  };
}

/** A condition that a syntax error may hide is one that cannot be read. */
function hiddenCondition(node: JsonObject, context: ReadContext): Expression | null {
  return isListed(node, context) ? null : unreadableAt(node, context);
}

function isDeployment(node: JsonObject): boolean {
  return stringOf(memberValue(node, "type"))?.toLowerCase() === "microsoft.resources/deployments";
}

function isTrue(node: JsonNode | null): boolean {
  return node?.kind === "scalar" && node.value === true;
}

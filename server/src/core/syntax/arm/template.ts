import type { Expression } from "../../template/expression.ts";
import { keptIfExists } from "../../template/kept-if-exists.ts";
import { LazyResource, type LoweredRest } from "../../template/lazy-resource.ts";
import type { ModuleDeclaration, ResourceDeclaration, Template } from "../../template/template.ts";
import { foldWord } from "../../text/fold.ts";
import { isTrue, readFunctions, readOutputs, readParameters, readVariables } from "./declarations.ts";
import { type DeclaredHead, type DeclaredRest, type Gathered, mayBeExpression } from "./expression.ts";
import { type JsonNode, type JsonObject, type JsonString, memberValue, stringOf } from "./json/node.ts";
import { lowerLoop, lowerMember, lowerObject, lowerValue } from "./lower-value.ts";
import { isInner, readModule } from "./modules.ts";
import { isIntact, isListed, movedContext, type ReadContext, spanOf, unreadableAt } from "./read-context.ts";

/**
 * Reads a template, whole file or nested
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax).
 */
export function readTemplate(node: JsonObject, context: ReadContext): Template {
  const resources: ResourceDeclaration[] = [];
  const modules: ModuleDeclaration[] = [];
  const parameters = readParameters(node, context);
  const variables = readVariables(node, context);
  const list = memberValue(node, "resources");
  const innerByDefault = isVersion2(node);
  if (list)
    readResources(list, null, context, {
      ...{ parameters, variables, resources, modules, innerByDefault, readTemplate },
      scope: scopeOf(node, context),
    });
  return {
    document: context.document,
    span: spanOf(node, context),
    dialect: "arm",
    intact: isIntact(node, context) && isList(list),
    state: null,
    parameters,
    variables,
    functions: readFunctions(node, context),
    resources,
    modules,
    outputs: readOutputs(node, context),
  };
}

/** The schema of a template says what it is deployed to: https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax#template-format */
function scopeOf(node: JsonObject, context: ReadContext): Expression | null {
  const schema = foldWord(stringOf(memberValue(node, "$schema"))) ?? "";
  const span = spanOf(node, context);
  if (schema.includes("tenantdeploymenttemplate")) return { kind: "literal", span, value: "/" };
  const name = ["subscription", "managementgroup"].find((each) =>
    schema.includes(`/${each}deploymenttemplate`),
  );
  const target: Expression | null = name ? { kind: "call", span, name, arguments: [] } : null;
  return target && { kind: "member", span, target, name: "id", nameSpan: span, safe: false };
}

/** https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax#languageversion-20 */
function isVersion2(node: JsonObject): boolean {
  return stringOf(memberValue(node, "languageVersion"))?.startsWith("2.") ?? false;
}

/** Resources that are there but no list may be any; those that an expression makes are read as values. */
function isList(node: JsonNode | null): boolean {
  if (node === null || node.kind === "array" || node.kind === "object") return true;
  return node.kind === "string" ? mayBeExpression(node) : node.kind === "scalar" && node.value === null;
}

/**
 * Reads a list of resources, or an object of them by symbolic name
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/resource-declaration#use-symbolic-name).
 */
function readResources(
  list: JsonNode,
  parent: ResourceDeclaration | null,
  context: ReadContext,
  gathered: Gathered,
): void {
  if (list.kind === "array")
    for (const { value, moved, sound = false } of list.items)
      readResource(value, null, parent, moved ? movedContext(moved, sound, context) : context, gathered);
  if (list.kind === "string" && mayBeExpression(list) && !parent)
    gathered.resources.push(computedResources(list, list, context));
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
  if (node.kind === "string" && mayBeExpression(node) && !parent)
    gathered.resources.push(computedResources(node, [node], context));
  if (node.kind !== "object") return;
  const head = headOf(node, key, parent, context);
  const existing = isTrue(memberValue(node, "existing"));
  if (isCall(node, head.context, gathered) && !existing) {
    gathered.modules.push(readModule({ ...head, ...restOf(head, key) }, gathered));
    return;
  }
  const resource = resourceOf(head, key, existing, parent);
  gathered.resources.push(resource);
  const children = memberValue(node, "resources");
  if (children) readResources(children, resource, head.context, gathered);
}

/** Resources that are the value of an expression are read as those of a deployment of its own. */
function computedResources(
  at: JsonString,
  resources: JsonString | readonly JsonString[],
  context: ReadContext,
): ResourceDeclaration {
  const span = spanOf(at, context);
  const intact = context.json.balanced;
  const under = (name: string, value: Expression): Expression => ({
    ...{ kind: "dictionary", span, intact },
    entries: [{ kind: "entry", span, key: { kind: "literal", span, value: name }, value }],
  });
  const list: Expression =
    "kind" in resources
      ? lowerValue(resources, context)
      : { kind: "list", span, intact, items: resources.map((each) => lowerValue(each, context)) };
  return {
    ...{ span, labelSpan: span, symbol: at.text, key: null, existing: false, condition: null, loop: null },
    type: { kind: "literal", span, value: "Microsoft.Resources/deployments" },
    ...{ apiVersion: null, name: null, parent: null, scope: null, dependsOn: null },
    body: under("properties", under("template", under("resources", list))),
  };
}

function resourceOf(
  head: DeclaredHead,
  key: JsonString | null,
  existing: boolean,
  parent: ResourceDeclaration | null,
): ResourceDeclaration {
  const { node, context, symbol, condition, loop } = head;
  const type =
    lowerMember(node, "type", context) ?? unreadableAt(node, context, { kind: "resource-without-type" });
  const isKept = hasOption(node, "onlyIfNotExists");
  const nullable = hasOption(node, "nullIfNotFound");
  const updates = foldWord(stringOf(memberValue(node, "method"))) === "patch" ? "patch" : undefined;
  const bodyOf = (): Expression => lowerObject(node, context, ["resources"]);
  const lower = (): LoweredRest => ({
    ...restOf(head, key),
    apiVersion: lowerMember(node, "apiVersion", context),
    scope: lowerMember(node, "scope", context),
    body: isKept ? keptIfExists(bodyOf()) : bodyOf(),
  });
  // The errors of expressions are found by lowering them.
  const lowered = context.sound ? null : lower();
  return new LazyResource(
    { symbol, key: head.key, existing, nullable, updates, type, condition, loop, parent },
    {
      readFrom: node,
      lower: lowered ? () => lowered : lower,
    },
  );
}

/** A resource nested in a copied one is there once for each copy. */
function headOf(
  node: JsonObject,
  key: JsonString | null,
  parent: ResourceDeclaration | null,
  outer: ReadContext,
): DeclaredHead {
  const copy = memberValue(node, "copy");
  const ownLoop =
    copy?.kind === "object" ? lowerLoop(copy, stringOf(memberValue(copy, "name")) ?? "", outer) : null;
  const context = ownLoop ? { ...outer, copyIndex: ownLoop.index } : outer;
  return {
    node,
    symbol: key?.text ?? stringOf(memberValue(node, "name")) ?? "?",
    key: key?.text ?? null,
    condition: conditionOf(node, context),
    loop: ownLoop ?? parent?.loop ?? null,
    context,
  };
}

function restOf({ node, context }: DeclaredHead, key: JsonString | null): DeclaredRest {
  const label = memberValue(node, "name") ?? key ?? { start: node.start, end: node.start + 1 };
  return {
    span: spanOf(node, context),
    labelSpan: spanOf(label, context),
    name: lowerMember(node, "name", context),
    dependsOn: lowerMember(node, "dependsOn", context),
  };
}

/** Null is not a condition. One that a syntax error may hide is one that cannot be read. */
function conditionOf(node: JsonObject, context: ReadContext): Expression | null {
  const condition = lowerMember(node, "condition", context);
  if (condition) return condition.kind === "literal" && condition.value === null ? null : condition;
  return isListed(node, context) ? null : unreadableAt(node, context);
}

/**
 * Whether it calls a template. One that is the value of an expression stays in the resource, and is read there. So is one in the scope of
 * its parent with texts in two brackets: the parent leaves one, and the deployment evaluates what is in it (so does `bicep snapshot` 0.49.2).
 */
function isCall(node: JsonObject, { text }: ReadContext, gathered: Gathered): boolean {
  if (foldWord(stringOf(memberValue(node, "type"))) !== "microsoft.resources/deployments") return false;
  const properties = memberValue(node, "properties");
  const template = memberValue(properties, "template");
  if (!properties || template?.kind !== "object") return template?.kind !== "string";
  return (
    isInner(properties, gathered) || !/"(?:\[|\\u005b){2}/i.test(text.slice(template.start, template.end))
  );
}

/**
 * Whether a decorator of Bicep is set: the compiler writes the list of its arguments, mostly empty (`EmitResource` in Azure/bicep,
 * src/Bicep.Core/Emit/TemplateWriter.cs).
 */
function hasOption(node: JsonObject, name: string): boolean {
  const option = memberValue(memberValue(node, "@options"), name);
  return option?.kind === "array" || isTrue(option);
}

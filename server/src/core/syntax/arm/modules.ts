import type { Expression } from "../../template/expression.ts";
import type { ModuleDeclaration, ModuleSource, Template } from "../../template/template.ts";
import { readArguments } from "./arguments.ts";
import type { JsonNode, JsonObject } from "./json/node.ts";
import { memberValue, stringOf } from "./json/node.ts";
import { lowerMember } from "./lower-value.ts";
import type { ReadContext } from "./read-context.ts";
import { spanOf, unreadableAt } from "./read-context.ts";
import type { Declared } from "./resources.ts";

/**
 * Reads a deployment inside a template: the template in it or the one it links to, and what it is given
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/linked-templates).
 */
export function readModule(
  declared: Declared,
  readTemplate: (node: JsonObject, context: ReadContext) => Template,
): ModuleDeclaration {
  const { node, span, symbol, key, labelSpan, name, condition, loop, dependsOn, context } = declared;
  const properties = memberValue(node, "properties");
  return {
    ...{ span, symbol, key, labelSpan, name, condition, loop, dependsOn },
    source: sourceOf(properties ?? node, context, readTemplate),
    arguments: properties ? readArguments(properties, context) : unreadableAt(node, context),
  };
}

function sourceOf(
  properties: JsonNode,
  context: ReadContext,
  readTemplate: (node: JsonObject, context: ReadContext) => Template,
): ModuleSource {
  const template = memberValue(properties, "template");
  if (template?.kind === "object") {
    const outer = !isInner(properties);
    const inside = outer ? context : { ...context, copyIndex: null };
    const span = spanOf(template, context);
    return { kind: "inline", template: readTemplate(template, inside), outer, span };
  }
  const link = memberValue(properties, "templateLink");
  return (
    (link && linked(link, context)) ?? { kind: "unreadable", span: spanOf(template ?? properties, context) }
  );
}

/** Without a word about it, expressions of a nested template are evaluated in the scope of its parent. */
function isInner(properties: JsonNode): boolean {
  const scope = memberValue(memberValue(properties, "expressionEvaluationOptions"), "scope");
  return stringOf(scope)?.toLowerCase() === "inner";
}

function linked(link: JsonNode, context: ReadContext): ModuleSource | null {
  const relative = lowerMember(link, "relativePath", context);
  if (relative) return fileAt(relative);
  const uri = lowerMember(link, "uri", context);
  const path = uri && pathBesideCaller(uri);
  if (path) return fileAt(path);
  const reference = memberValue(link, "uri") ?? memberValue(link, "id");
  return reference?.kind === "string"
    ? { kind: "registry", reference: reference.text, span: spanOf(reference, context) }
    : null;
}

function fileAt(path: Expression): ModuleSource {
  const { span } = path;
  return path.kind === "literal" && typeof path.value === "string"
    ? { kind: "file", path: path.value, span }
    : { kind: "unreadable", span };
}

/** The path in `uri(deployment().properties.templateLink.uri, path)`, which Azure resolves against the calling template. */
function pathBesideCaller(uri: Expression): Expression | null {
  if (uri.kind !== "call" || uri.name !== "uri") return null;
  const [base, path] = uri.arguments;
  if (!base || path?.kind !== "literal" || !isOwnAddress(base)) return null;
  return { ...path, span: uri.span };
}

function isOwnAddress(expression: Expression): boolean {
  const names: string[] = [];
  let at = expression;
  for (; at.kind === "member"; at = at.target) names.unshift(at.name.toLowerCase());
  return at.kind === "call" && at.name === "deployment" && names.join(".") === "properties.templatelink.uri";
}

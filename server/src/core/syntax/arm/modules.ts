import type { Expression } from "../../template/expression.ts";
import type { ModuleDeclaration, ModuleSource } from "../../template/template.ts";
import { readArguments } from "./arguments.ts";
import { type JsonNode, memberValue, stringOf } from "./json/node.ts";
import { type Declarations, endOfAddress, followed, literalText } from "./linked-address.ts";
import { lowerMember } from "./lower-value.ts";
import { type ReadContext, spanOf, unreadableAt } from "./read-context.ts";
import type { DeclaredHead, DeclaredRest, Gathered } from "./declared.ts";
import { foldWord } from "../../text/fold.ts";

/**
 * Reads a deployment inside a template: the template in it or the one it links to, and what it is given
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/linked-templates).
 */
export function readModule(declared: DeclaredHead & DeclaredRest, gathered: Gathered): ModuleDeclaration {
  const { parameters, variables } = gathered;
  const { node, span, symbol, key, labelSpan, name, condition, loop, dependsOn, context } = declared;
  const properties = memberValue(node, "properties");
  const subscription = lowerMember(node, "subscriptionId", context);
  const resourceGroup = lowerMember(node, "resourceGroup", context);
  return {
    ...{ span, symbol, key, labelSpan, name, condition, loop, dependsOn },
    source:
      inlineSource(properties, context, gathered) ??
      linkedSource(properties ?? node, context, { parameters, variables }),
    arguments: properties ? readArguments(properties, context) : unreadableAt(node, context),
    scope: {
      ...{ subscription, resourceGroup },
      id: lowerMember(node, "scope", context) ?? (subscription || resourceGroup ? null : gathered.scope),
    },
  };
}

function inlineSource(
  properties: JsonNode | null,
  context: ReadContext,
  gathered: Gathered,
): ModuleSource | null {
  const template = memberValue(properties, "template");
  if (!properties || template?.kind !== "object") return null;
  const outer = !isInner(properties, gathered);
  const inside = outer ? context : { ...context, copyIndex: null };
  const span = spanOf(template, context);
  return { kind: "inline", template: gathered.readTemplate(template, inside), outer, span };
}

/**
 * Without a word about it, expressions of a nested template are evaluated in the scope of its parent, and in one of their own since version 2.0 of
 * the language (https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax#languageversion-20).
 */
export function isInner(properties: JsonNode, { innerByDefault }: Gathered): boolean {
  const scope = stringOf(memberValue(memberValue(properties, "expressionEvaluationOptions"), "scope"));
  return scope === null ? innerByDefault : foldWord(scope) === "inner";
}

function linkedSource(properties: JsonNode, context: ReadContext, declarations: Declarations): ModuleSource {
  const link = memberValue(properties, "templateLink") ?? properties;
  const relative = lowerMember(link, "relativePath", context);
  if (relative) return fileAt(relative);
  const uri = lowerMember(link, "uri", context);
  const path = uri && pathBesideCaller(uri, declarations);
  if (path) return fileAt(path);
  const written = memberValue(link, "uri");
  if (uri && written?.kind === "string") {
    const end = fromAddress(endOfAddress(uri, declarations));
    return { kind: "address", address: written.text, end, span: spanOf(written, context) };
  }
  const reference = written ?? memberValue(link, "id");
  return reference?.kind === "string"
    ? { kind: "registry", reference: reference.text, span: spanOf(reference, context) }
    : { kind: "unreadable", span: spanOf(properties, context) };
}

function fileAt(path: Expression): ModuleSource {
  const { span } = path;
  return path.kind === "literal" && typeof path.value === "string"
    ? { kind: "file", path: fromAddress(path.value), span }
    : { kind: "unreadable", span };
}

/** Links are relative URIs, in which a space is `%20`; a text that is not a URI is already a path. */
function fromAddress(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/**
 * The path in `uri(deployment().properties.templateLink.uri, path)`, which Azure resolves against the calling template. The
 * address is often a variable, or a parameter with that default, and an access token, empty by default, often follows the path
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/linked-templates#securing-an-external-template).
 */
function pathBesideCaller(uri: Expression, declarations: Declarations): Expression | null {
  const written = followed(uri, declarations);
  if (written.kind !== "call" || written.name !== "uri") return null;
  const [base, relative] = written.arguments.map((each) => followed(each, declarations));
  if (!base || !relative || !isOwnAddress(base)) return null;
  const pieces = relative.kind === "call" && relative.name === "concat" ? relative.arguments : [relative];
  const texts = pieces.map((piece) => literalText(followed(piece, declarations)));
  return texts.includes(null) ? null : { kind: "literal", span: uri.span, value: texts.join("") };
}

function isOwnAddress(expression: Expression): boolean {
  const names: string[] = [];
  let at = expression;
  for (; at.kind === "member"; at = at.target) names.unshift(foldWord(at.name));
  return at.kind === "call" && at.name === "deployment" && names.join(".") === "properties.templatelink.uri";
}

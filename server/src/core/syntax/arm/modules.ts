import type { Entry, Expression, ForExpression, NameExpression } from "../../template/expression.ts";
import type { ModuleDeclaration, ModuleSource, Template } from "../../template/template.ts";
import type { Span } from "../../text/document.ts";
import { foldWord, isSameWord } from "../../text/fold.ts";
import type { DeclaredHead, DeclaredRest, Gathered } from "./expression.ts";
import { type JsonMember, type JsonNode, memberValue, stringOf } from "./json/node.ts";
import { lowerMember, lowerObject, lowerValue } from "./lower-value.ts";
import { isIntact, isListed, type ReadContext, spanOf, unreadableAt } from "./read-context.ts";

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
    extensionConfigs: properties && lowerMember(properties, "extensionConfigs", context),
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

/** What an expression may name: what the template around it declares. */
type Declarations = Pick<Template, "parameters" | "variables">;

/**
 * The known end of a link: that of `uri(parameters('base'), 'nested/kv.json')` is this path. Variables are
 * resolved; a parameter is unknown, because a deployment may set it to any value, unless its default is empty, as
 * that of an access token is
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/linked-templates#securing-an-external-template).
 * Empty if the end is not known.
 */
function endOfAddress(address: Expression, declarations: Declarations): string {
  return knownEnd(address, declarations, deepest).text;
}

/** The end of a text, and whether that is the whole text. */
interface KnownEnd {
  readonly text: string;
  readonly isWhole: boolean;
}

const nothing: KnownEnd = { text: "", isWhole: false };

/** The limit for names that refer to names, so that circular references end. */
const deepest = 16;

function knownEnd(expression: Expression, declarations: Declarations, depth: number): KnownEnd {
  if (depth === 0) return nothing;
  const end = (each: Expression): KnownEnd => knownEnd(each, declarations, depth - 1);
  switch (expression.kind) {
    case "literal":
      return typeof expression.value === "string" ? { text: expression.value, isWhole: true } : nothing;
    case "name": {
      if (expression.space === "parameter") {
        const value = declarations.parameters.get(expression.name)?.default;
        return value?.kind === "literal" && value.value === "" ? { text: "", isWhole: true } : nothing;
      }
      const variable = declarations.variables.get(expression.name);
      return variable && expression.space === "variable" ? end(variable.value) : nothing;
    }
    case "member": {
      const written = followed(expression, { ...declarations, parameters: none });
      return written === expression ? nothing : end(written);
    }
    case "call": {
      if (expression.name === "concat") return joined(expression.arguments, end);
      if (expression.name !== "uri") return nothing;
      const [base, path] = expression.arguments;
      return base && path ? resolved(end(base), end(path)) : nothing;
    }
    default:
      return nothing;
  }
}

const none: Declarations["parameters"] = new Map();

/** What is written for a name: the default of a parameter, the value of a variable, or a member of what is written for it. */
function followed(expression: Expression, declarations: Declarations, depth = deepest): Expression {
  const follow = (each: Expression): Expression => followed(each, declarations, depth - 1);
  if (depth === 0) return expression;
  if (expression.kind === "name") {
    const { space, name } = expression;
    const written =
      space === "parameter"
        ? declarations.parameters.get(name)?.default
        : space === "variable" && declarations.variables.get(name)?.value;
    return written ? follow(written) : expression;
  }
  if (expression.kind !== "member") return expression;
  const target = follow(expression.target);
  const entries = target.kind === "dictionary" && target.intact ? target.entries : [];
  const entry = entries.find(
    (each) => each.kind === "entry" && isSameWord(literalText(each.key) ?? "", expression.name),
  );
  return entry?.kind === "entry" ? follow(entry.value) : expression;
}

function literalText(expression: Expression): string | null {
  return expression.kind === "literal" && typeof expression.value === "string" ? expression.value : null;
}

/** The pieces from the last one back to the first that is not known. */
function joined(pieces: readonly Expression[], end: (piece: Expression) => KnownEnd): KnownEnd {
  let text = "";
  for (const piece of [...pieces].reverse()) {
    const known = end(piece);
    text = known.text + text;
    if (!known.isWhole) return { text, isWhole: false };
  }
  return { text, isWhole: true };
}

/** A path replaces what is behind the last slash of an address (https://www.rfc-editor.org/rfc/rfc3986#section-5.2). */
function resolved(base: KnownEnd, path: KnownEnd): KnownEnd {
  if (!path.isWhole || /^[a-z][a-z\d+.-]*:/i.test(path.text)) return path;
  const folder = base.text.slice(0, base.text.lastIndexOf("/") + 1);
  return { text: folder + path.text.replace(/^\//, ""), isWhole: base.isWhole };
}

/** What a deployment gives the parameters of its template, as a dictionary of plain values. */
function readArguments(properties: JsonNode, context: ReadContext): Expression {
  const link = memberValue(properties, "parametersLink");
  if (link) return unreadableAt(link, context, { kind: "linked-parameter-file" });
  const parameters = memberValue(properties, "parameters");
  if (!parameters || parameters.kind === "scalar") return noArguments(properties, context);
  if (parameters.kind !== "object") return unwrapAll(lowerValue(parameters, context));
  return {
    kind: "dictionary",
    span: spanOf(parameters, context),
    entries: parameters.members.map((member) => readArgument(member, context)),
    intact: isIntact(parameters, context),
  };
}

/**
 * What is below the name of a parameter: its value, an expression of what the deployment is given, as the Bicep compiler writes it
 * (`WriteTo` in Azure/bicep, src/Bicep.Core/Emit/ParametersJsonWriter.cs), or where to fetch it.
 */
export function readAssignment(
  node: JsonNode,
  context: ReadContext,
): { readonly value: Expression; readonly secret: boolean } {
  if (node.kind !== "object") return { value: valueMember(lowerValue(node, context)), secret: false };
  const entries = lowerObject(node, context).entries.filter((entry) => entry.kind === "entry");
  const named = (name: string): Expression | undefined =>
    entries.find((entry) => entry.key.kind === "literal" && entry.key.value === name)?.value;
  const expression = memberValue(node, "expression");
  const [value, reference] = [named("value"), named("reference")];
  if (value) return { value, secret: false };
  if (reference) return { value: reference, secret: true };
  if (expression) return { value: lowerValue(expression, { ...context, expressions: true }), secret: false };
  return { value: unreadableAt(node, context), secret: false };
}

function readArgument(member: JsonMember, context: ReadContext): Entry {
  const { value, secret } = readAssignment(member.value, context);
  const key = { kind: "literal", span: spanOf(member.name, context), value: member.name.text } as const;
  return { kind: "entry", span: spanOf(member, context), key, value: secret ? secretValue(value) : value };
}

/** The value is a secret of a vault (https://learn.microsoft.com/azure/azure-resource-manager/templates/key-vault-parameter). */
function secretValue(reference: Expression): Expression {
  return {
    kind: "unreadable",
    span: reference.span,
    construct: { kind: "secret-reference" },
    inside: reference,
  };
}

function noArguments(properties: JsonNode, context: ReadContext): Expression {
  if (!isListed(properties, context)) return unreadableAt(properties, context);
  const span = spanOf({ start: properties.start, end: properties.start }, context);
  return { kind: "dictionary", span, entries: [], intact: true };
}

/** Parameters that an expression makes: each is still wrapped in its `value`. */
function unwrapAll(source: Expression): Expression {
  if (source.kind === "unreadable" || source.kind === "literal") return source;
  const { span } = source;
  const [name, each] = ["argument name", "argument"];
  const local = (of: string): NameExpression => ({ kind: "name", span, space: "local", name: of });
  const loop: ForExpression["loop"] = { span, source, item: each, index: null, key: name };
  const body = valueMember(local(each));
  return { kind: "for", span, loop, filter: null, key: local(name), grouped: false, body };
}

function valueMember(target: Expression): Expression {
  const { span }: { readonly span: Span } = target;
  if (target.kind === "unreadable") return target;
  return { kind: "member", span, target, name: "value", nameSpan: span, safe: false };
}

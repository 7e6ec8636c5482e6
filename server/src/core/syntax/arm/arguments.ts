import type { Entry, Expression, ForExpression, NameExpression } from "../../template/expression.ts";
import type { Span } from "../../text/document.ts";
import { type JsonMember, type JsonNode, memberValue } from "./json/node.ts";
import { lowerObject, lowerValue } from "./lower-value.ts";
import { isIntact, isListed, type ReadContext, spanOf, unreadableAt } from "./read-context.ts";

/** What a deployment gives the parameters of its template, as a dictionary of plain values. */
export function readArguments(properties: JsonNode, context: ReadContext): Expression {
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

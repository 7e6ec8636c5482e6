import type { Expression } from "../../template/expression.ts";
import type {
  FunctionDeclaration,
  OutputDeclaration,
  ParameterDeclaration,
  VariableDeclaration,
} from "../../template/template.ts";
import type { ParameterType } from "../../template/declared-type.ts";
import { type JsonMember, type JsonNode, type JsonObject, memberValue, stringOf } from "./json/node.ts";
import { copiesOf, lowerCopy, lowerMember, lowerValue } from "./lower-value.ts";
import { isIntact, isListed, type ReadContext, spanOf, unreadableAt } from "./read-context.ts";
import { foldName, foldWord } from "../../text/fold.ts";

/** The parameters of a template, by lower-case name, since Azure compares the names without case. */
export function readParameters(
  template: JsonObject,
  context: ReadContext,
): ReadonlyMap<string, ParameterDeclaration> {
  const definitions = memberValue(template, "definitions");
  const entries = membersOf(template, "parameters").map(
    (member) => [keyOf(member), readParameter(member, definitions, context)] as const,
  );
  return new Map(entries);
}

/** The variables of a template, those that `copy` makes included. */
export function readVariables(
  template: JsonObject,
  context: ReadContext,
): ReadonlyMap<string, VariableDeclaration> {
  const variables = new Map<string, VariableDeclaration>();
  for (const member of membersOf(template, "variables")) {
    const copies = copiesOf(member, context);
    for (const { name, value } of copies ?? []) variables.set(foldName(name), { name, value });
    if (copies) continue;
    const { name, value } = member;
    variables.set(keyOf(member), { name: name.text, value: lowerValue(value, context) });
  }
  return variables;
}

/** The outputs of a template; one that `copy` makes is a list. */
export function readOutputs(
  template: JsonObject,
  context: ReadContext,
): ReadonlyMap<string, OutputDeclaration> {
  const entries = membersOf(template, "outputs").map(
    (member) => [keyOf(member), { name: member.name.text, value: outputValue(member, context) }] as const,
  );
  return new Map(entries);
}

/**
 * The user functions of a template, as `namespace.name` in lower case
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/user-defined-functions).
 */
export function readFunctions(
  template: JsonObject,
  context: ReadContext,
): ReadonlyMap<string, FunctionDeclaration> {
  const functions = new Map<string, FunctionDeclaration>();
  const namespaces = memberValue(template, "functions");
  for (const item of namespaces?.kind === "array" ? namespaces.items : []) {
    const namespace = stringOf(memberValue(item.value, "namespace")) ?? "";
    for (const member of membersOf(item.value, "members")) {
      const name = `${namespace}.${member.name.text}`;
      functions.set(foldName(name), readFunction(member.value, context));
    }
  }
  return functions;
}

/** The members of the object below a name; none if it is not an object. */
export function membersOf(node: JsonNode, name: string): readonly JsonMember[] {
  const value = memberValue(node, name);
  return value?.kind === "object" ? value.members : [];
}

function keyOf(member: JsonMember): string {
  return foldName(member.name.text);
}

function readParameter(
  member: JsonMember,
  definitions: JsonNode | null,
  context: ReadContext,
): ParameterDeclaration {
  const { name, value } = member;
  const kinds = withDefinitions(value, definitions);
  const type = foldWord(firstString(kinds, "type")) ?? "";
  return {
    name: name.text,
    nameSpan: spanOf(name, context),
    type: types.get(type) ?? "any",
    default: lowerMember(value, "defaultValue", context) ?? hiddenDefault(value, context),
    allowed: kinds.map((kind) => allowedValues(kind, context)).find((each) => each !== null) ?? null,
    nullable: kinds.some((kind) => isTrue(memberValue(kind, "nullable"))),
    secure: type.startsWith("secure"),
  };
}

const types: ReadonlyMap<string, ParameterType> = new Map([
  ["string", "string"],
  ["securestring", "string"],
  ["int", "int"],
  ["bool", "bool"],
  ["array", "array"],
  ["object", "object"],
  ["secureobject", "object"],
]);

/** A default that a syntax error may hide is one that cannot be read. */
function hiddenDefault(value: JsonNode, context: ReadContext): Expression | null {
  return isListed(value, context) ? null : unreadableAt(value, context);
}

/** The declaration of a parameter and the type definitions its `$ref` refers to, nearest first. */
function withDefinitions(value: JsonNode, definitions: JsonNode | null): readonly JsonNode[] {
  const kinds = [value];
  for (let at: JsonNode | null = value; at && kinds.length < 10;) {
    const reference = stringOf(memberValue(at, "$ref"));
    const name = reference === null ? null : /^#\/definitions\/([^/]+)$/.exec(reference)?.[1];
    at = name ? memberValue(definitions, name) : null;
    if (at) kinds.push(at);
  }
  return kinds;
}

function firstString(nodes: readonly JsonNode[], name: string): string | null {
  return nodes.map((node) => stringOf(memberValue(node, name))).find((each) => each !== null) ?? null;
}

export function isTrue(node: JsonNode | null): boolean {
  return node?.kind === "scalar" && node.value === true;
}

function allowedValues(node: JsonNode, context: ReadContext): ParameterDeclaration["allowed"] {
  const allowed = memberValue(node, "allowedValues");
  if (allowed?.kind !== "array" || !isIntact(allowed, context)) return null;
  const values = allowed.items.map((item) => lowerValue(item.value, context));
  const literals = values.filter((value) => value.kind === "literal");
  return literals.length === values.length ? literals.map((literal) => literal.value) : null;
}

function outputValue(member: JsonMember, context: ReadContext): Expression {
  const copy = memberValue(member.value, "copy");
  if (copy?.kind === "object") return lowerCopy(copy, member.name.text, context);
  return lowerMember(member.value, "value", context) ?? unreadableAt(member.value, context);
}

function readFunction(node: JsonNode, context: ReadContext): FunctionDeclaration {
  const parameters = memberValue(node, "parameters");
  const names = parameters?.kind === "array" ? parameters.items : [];
  const output = memberValue(node, "output") ?? node;
  return {
    parameters: names.map((item) => foldName(stringOf(memberValue(item.value, "name"))) ?? ""),
    body: lowerMember(output, "value", { ...context, inFunction: true }) ?? unreadableAt(output, context),
  };
}

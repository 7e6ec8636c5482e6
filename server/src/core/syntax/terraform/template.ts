import type { ParameterType, TypeConstraint } from "../../template/declared-type.ts";
import type { Expression, Literal } from "../../template/expression.ts";
import { nameOfEntry } from "../../template/lazy-entry.ts";
import {
  type ModuleDeclaration,
  type ModuleSource,
  type OutputDeclaration,
  type ParameterDeclaration,
  plainTemplate,
  type ProviderVersion,
  type ResourceDeclaration,
  type StateBackend,
  type Template,
  type VariableDeclaration,
} from "../../template/template.ts";
import type { ParameterAssignment, ParameterFile } from "../syntax.ts";
import type { Attribute, Block, Body } from "./hcl/nodes.ts";
import { attributeOf, blocksOf } from "./hcl/parse.ts";
import { lowerAttribute, lowerBody, lowerNamed } from "./lower-body.ts";
import { type LowerContext, spanOf, unreadable } from "./lower-context.ts";
import { readResource, repetitionOf } from "./resources.ts";
import { readType } from "./type-constraint.ts";

/**
 * What one file of a folder declares (https://developer.hashicorp.com/terraform/language/files). Blocks may lie elsewhere than in the text
 * in which they were read.
 */
export function readTemplate(
  body: Body,
  whole: LowerContext,
  contextFor: (block: Block) => LowerContext = () => whole,
): Template {
  const { document } = whole;
  const parameters = new Map<string, ParameterDeclaration>();
  const variables = new Map<string, VariableDeclaration>();
  const outputs = new Map<string, OutputDeclaration>();
  const resources: ResourceDeclaration[] = [];
  const modules: ModuleDeclaration[] = [];
  const providers = new Map<string, ProviderVersion>();
  let backend: StateBackend | null = null;
  let isRun = false;
  for (const block of body.blocks) {
    const context = contextFor(block);
    switch (block.type) {
      case "variable":
        put(parameters, readVariable(block, context));
        break;
      case "locals":
        for (const local of readLocals(block, context)) put(variables, local);
        break;
      case "output":
        put(outputs, readOutput(block, context));
        break;
      case "resource":
      case "data":
      case "ephemeral":
        resources.push(...present(readResource(block, context)));
        break;
      case "terraform":
        backend ??= readBackend(block, context);
        isRun ||= backend !== null || isInCloud(block, context);
        for (const [name, version] of readProviders(block, context)) providers.set(name, version);
        break;
      case "provider":
        isRun = true;
        for (const [name, version] of constraintsOf(block, context)) providers.set(name, version);
        break;
      case "module":
        modules.push(...present(readModule(block, context)));
        break;
    }
  }
  const span = { document, start: body.start, end: body.end };
  const declared = { parameters, variables, resources, modules, outputs };
  return plainTemplate(span, {
    dialect: "terraform",
    intact: body.intact,
    ...declared,
    ...(backend ? { backend } : {}),
    ...(isRun ? { isRun } : {}),
    ...(providers.size > 0 ? { providers } : {}),
  });
}

/** https://developer.hashicorp.com/terraform/language/terraform#cloud */
function isInCloud(block: Block, context: LowerContext): boolean {
  return blocksOf(block.body, "cloud").length > 0 || lowerNamed(block.body, "cloud", context) !== null;
}

function put<T extends { readonly name: string }>(map: Map<string, T>, declared: T | null): void {
  if (declared) map.set(declared.name, declared);
}

function present<T>(declared: T | null): readonly T[] {
  return declared ? [declared] : [];
}

function readLocals(block: Block, context: LowerContext): readonly VariableDeclaration[] {
  return block.body.attributes.map((attribute) => ({
    name: attribute.name,
    value: lowerAttribute(attribute, context),
  }));
}

/** In JSON, it is an attribute. */
function readBackend(block: Block, context: LowerContext): StateBackend | null {
  const [backend] = blocksOf(block.body, "backend");
  if (backend) return backendOf(backend.labels[0], lowerBody(backend.body, context));
  const [written] = entriesOf(lowerNamed(block.body, "backend", context));
  return written ? backendOf(...written) : null;
}

function backendOf(type: string | undefined, settings: Expression): StateBackend | null {
  return type === undefined ? null : { type, settings: new Map(entriesOf(settings).flatMap(textIn)) };
}

/** https://developer.hashicorp.com/terraform/language/providers/requirements; in JSON, what is required is an attribute. */
function readProviders(block: Block, context: LowerContext): readonly NamedVersion[] {
  const name = "required_providers";
  const written = [
    ...blocksOf(block.body, name).map(({ body }) => lowerBody(body, context)),
    lowerNamed(block.body, name, context),
  ];
  return written
    .flatMap(entriesOf)
    .flatMap(([provider, required]) =>
      versionIn(provider, new Map(entriesOf(required)).get("version") ?? required),
    );
}

type NamedVersion = readonly [provider: string, version: ProviderVersion];

function versionIn(provider: string, value: Expression): readonly NamedVersion[] {
  return textIn([provider, value]).map(([, version]) => [provider, { version, span: value.span }]);
}

/** As before `required_providers`: https://developer.hashicorp.com/terraform/language/providers/configuration#version-deprecated */
function constraintsOf(block: Block, context: LowerContext): readonly NamedVersion[] {
  const version = lowerNamed(block.body, "version", context);
  return version ? versionIn(block.labels[0] ?? "", version) : [];
}

function textIn([name, value]: readonly [string, Expression]): readonly (readonly [string, string])[] {
  return value.kind === "literal" && typeof value.value === "string" ? [[name, value.value]] : [];
}

function entriesOf(expression: Expression | null): readonly (readonly [string, Expression])[] {
  if (expression?.kind !== "dictionary") return [];
  return expression.entries.flatMap((entry) =>
    entry.kind === "entry" ? [[nameOfEntry(entry) ?? "", entry.value] as const] : [],
  );
}

function readOutput(block: Block, context: LowerContext): OutputDeclaration | null {
  const [name] = block.labels;
  if (name === undefined) return null;
  const value = lowerNamed(block.body, "value", context);
  // Since Terraform 1.15: https://developer.hashicorp.com/terraform/language/block/output#type
  const constraint = readType(attributeOf(block.body, "type")?.value ?? null, context);
  return { name, value: value ?? unreadable(spanOf(block, context)), constraint };
}

const metaArguments: ReadonlySet<string> = new Set([
  "source",
  "version",
  "count",
  "for_each",
  "providers",
  "lifecycle",
  "depends_on",
]);

/** A call of a module: https://developer.hashicorp.com/terraform/language/modules/syntax */
function readModule(block: Block, context: LowerContext): ModuleDeclaration | null {
  const [name] = block.labels;
  if (name === undefined) return null;
  const span = spanOf(block, context);
  return {
    span,
    symbol: name,
    key: name,
    labelSpan: { ...span, end: spanOf({ start: 0, end: block.headerEnd }, context).end },
    name: null,
    source: sourceOf(block, name, context),
    arguments: lowerBody(block.body, context, metaArguments),
    ...repetitionOf(block.body, context),
    dependsOn: lowerNamed(block.body, "depends_on", context),
  };
}

/** A path begins with a dot; anything else is an address of a registry or repository. */
function sourceOf(block: Block, call: string, context: LowerContext): ModuleSource {
  const source = lowerNamed(block.body, "source", context);
  if (source?.kind !== "literal" || typeof source.value !== "string")
    return { kind: "unreadable", span: source?.span ?? spanOf(block, context) };
  const { value, span } = source;
  return /^\.\.?(?:[/\\]|$)/.test(value)
    ? { kind: "folder", path: value, span }
    : { kind: "registry", reference: value, span, call };
}

/** An input variable: https://developer.hashicorp.com/terraform/language/values/variables */
function readVariable(block: Block, context: LowerContext): ParameterDeclaration | null {
  const [name] = block.labels;
  if (name === undefined) return null;
  const { body } = block;
  const constraint = readType(attributeOf(body, "type")?.value ?? null, context);
  const written = lowerNamed(body, "default", context);
  const lost = body.intact ? null : unreadable(spanOf({ start: block.start, end: block.headerEnd }, context));
  return {
    name,
    nameSpan: spanOf({ start: block.headerEnd - name.length - 1, end: block.headerEnd - 1 }, context),
    type: typeWord(constraint),
    default: written ?? lost,
    allowed: allowedValues(name, block, context),
    nullable: false,
    secure: isFalseOrTrue(lowerNamed(body, "sensitive", context)) === true,
    constraint,
    nullIsDefault: isFalseOrTrue(lowerNamed(body, "nullable", context)) === false,
  };
}

function typeWord(constraint: TypeConstraint): ParameterType {
  switch (constraint.kind) {
    case "string":
    case "bool":
    case "any":
      return constraint.kind;
    case "number":
      return "int";
    case "list":
    case "set":
    case "tuple":
      return "array";
    case "map":
    case "object":
      return "object";
  }
}

/** `validation { condition = contains(["a", "b"], var.x) }` names every value. */
function allowedValues(
  name: string,
  { body }: Block,
  context: LowerContext,
): readonly Literal["value"][] | null {
  for (const validation of blocksOf(body, "validation")) {
    const condition = lowerNamed(validation.body, "condition", context);
    if (condition?.kind !== "call" || condition.name !== "contains") continue;
    const [list, sought] = condition.arguments;
    if (list?.kind !== "list" || sought?.kind !== "name" || sought.name !== name) continue;
    const values = list.items.flatMap((item) => (item.kind === "literal" ? [item.value] : []));
    if (values.length === list.items.length && values.length > 0) return values;
  }
  return null;
}

function isFalseOrTrue(expression: Expression | null): boolean | null {
  return expression?.kind === "literal" && typeof expression.value === "boolean" ? expression.value : null;
}

/** Values of variables: https://developer.hashicorp.com/terraform/language/values/variables#variable-definitions-tfvars-files */
export function readVariableFile(
  body: Body,
  whole: LowerContext,
  contextFor: (attribute: Attribute) => LowerContext = () => whole,
): ParameterFile {
  const values = body.attributes.map((attribute): readonly [string, ParameterAssignment] => {
    const context = contextFor(attribute);
    const nameSpan = spanOf({ start: attribute.start, end: attribute.nameEnd }, context);
    return [attribute.name, { nameSpan, value: lowerAttribute(attribute, context), secret: false }];
  });
  return { span: spanOf(body, whole), using: null, values: new Map(values), intact: body.intact };
}

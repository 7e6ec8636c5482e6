import { factsOf, type TypeLookUp } from "../../../template/declared-type.ts";
import type { Entry, Expression, Literal } from "../../../template/expression.ts";
import type {
  FunctionDeclaration,
  ModuleDeclaration,
  ModuleSource,
  OutputDeclaration,
  ParameterDeclaration,
  ResourceDeclaration,
  Template,
  VariableDeclaration,
} from "../../../template/template.ts";
import type { DocumentId } from "../../../text/document.ts";
import type { ParameterAssignment, ParameterFile } from "../../syntax.ts";
import type * as Tree from "../file-nodes.ts";
import type { BicepFile } from "../file-nodes.ts";
import type * as Bicep from "../nodes.ts";
import type { Name } from "../nodes.ts";
import { decoratorNamed, type LowerContext, meaningOf, unreadableAt, withLocals } from "./context.ts";
import { lowerExpression } from "./expression.ts";
import { contextOf, contextsIn, importedNames, lowerType, sourceOf, type SpanOf } from "./names.ts";
import { type Head, headOf, labelOf, lowerNamed, lowerResource, propertyNamed } from "./resources.ts";

/** Lowers a `.bicep` file (https://learn.microsoft.com/azure/azure-resource-manager/bicep/file). */
export function lowerTemplate(file: BicepFile, document: DocumentId, spanOf: SpanOf): Template {
  const context = contextOf(file, document, spanOf);
  const gathered = gather();
  const contextFor = contextsIn(file, context);
  for (const declaration of file.declarations)
    lowerDeclaration(declaration, contextFor(declaration), gathered);
  return {
    document,
    span: spanOf(file),
    dialect: "bicep",
    intact: file.intact,
    state: null,
    ...gathered,
    imports: importedNames(file, context),
    types: context.types,
  };
}

/** The declarations of a file by their kinds. */
interface Gathered {
  readonly parameters: Map<string, ParameterDeclaration>;
  readonly variables: Map<string, VariableDeclaration>;
  readonly functions: Map<string, FunctionDeclaration>;
  readonly outputs: Map<string, OutputDeclaration>;
  readonly resources: ResourceDeclaration[];
  readonly modules: ModuleDeclaration[];
}

function gather(): Gathered {
  return {
    parameters: new Map(),
    variables: new Map(),
    functions: new Map(),
    outputs: new Map(),
    resources: [],
    modules: [],
  };
}

/** Lowers one declaration; resources and modules count without a name too, since they are deployed. */
function lowerDeclaration(
  node: BicepFile["declarations"][number],
  context: LowerContext,
  gathered: Gathered,
): void {
  if (node.kind === "resource") gathered.resources.push(...lowerResource(node, null, context));
  if (node.kind === "module") gathered.modules.push(lowerModule(node, context));
  if (!("name" in node) || node.name.kind !== "name") return;
  const { name } = node;
  if (node.kind === "param") gathered.parameters.set(name.text, lowerParameter(node, name, context));
  if (node.kind === "var") gathered.variables.set(name.text, lowerVariable(node, name, context));
  if (node.kind === "func") gathered.functions.set(name.text, lowerFunction(node, context));
  if (node.kind === "output") gathered.outputs.set(name.text, lowerOutput(node, name, context));
}

/** Lowers `module name 'path' = { … }` (https://learn.microsoft.com/azure/azure-resource-manager/bicep/modules). */
function lowerModule(node: Tree.ModuleDeclaration, outer: LowerContext): ModuleDeclaration {
  const head = headOf(node, null, outer);
  const { symbol, key, condition, loop, body, inner } = head;
  const scope = propertyNamed(body, "scope");
  return {
    ...{ span: outer.spanOf(node), symbol, key, labelSpan: labelOf(node, outer), condition, loop },
    name: lowerNamed(body, "name", inner),
    source: sourceOf(node.path, outer),
    arguments: argumentsOf(head),
    extensionConfigs: lowerNamed(body, "extensionConfigs", inner),
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

/** Lowers `param name type = default`. A type that cannot be read leaves open whether the parameter may be left out. */
function lowerParameter(
  node: Tree.ParameterDeclaration,
  name: Name,
  context: LowerContext,
): ParameterDeclaration {
  const declared = lowerType(node.type, context);
  const asked = new Set<string>();
  const lookUp: TypeLookUp = (typeName) => {
    const type = context.types.get(typeName);
    asked.add(typeName);
    return type ? { type, lookUp } : null;
  };
  const facts = factsOf({ type: declared, lookUp });
  return {
    name: name.text,
    nameSpan: context.spanOf(name),
    type: facts.type,
    default: node.value ? lowerExpression(node.value, context) : null,
    allowed: facts.allowed ?? allowedValues(node, facts.type, context),
    nullable: facts.nullable,
    secure: facts.secure || decoratorNamed(node.decorators, "secure") !== null,
    ...([...asked].some((each) => isFromElsewhere(each, context)) ? { declared } : {}),
  };
}

/** Only the other file says what such a type is. */
function isFromElsewhere(name: string, context: LowerContext): boolean {
  const kind = meaningOf(name.split(".")[0] ?? name, context)?.kind;
  return kind === "import" || kind === "namespace";
}

function lowerVariable(
  node: Tree.VariableDeclaration,
  name: Name,
  context: LowerContext,
): VariableDeclaration {
  return { name: name.text, value: lowerExpression(node.value, context) };
}

function lowerOutput(node: Tree.OutputDeclaration, name: Name, context: LowerContext): OutputDeclaration {
  return { name: name.text, value: lowerExpression(node.value, context) };
}

/** Lowers `func name(parameter type) type => value`. */
function lowerFunction(node: Tree.FunctionDeclaration, context: LowerContext): FunctionDeclaration {
  const parameters = node.parameters.map((each) => (each.kind === "parameter" ? each.name.text : ""));
  return { parameters, body: lowerExpression(node.body, withLocals(parameters, context)) };
}

/** Of an array `@allowed` lists the items it may hold, not what it may be. */
function allowedValues(
  { decorators }: Tree.ParameterDeclaration,
  type: ParameterDeclaration["type"],
  context: LowerContext,
): readonly Literal["value"][] | null {
  const [list] = decoratorNamed(decorators, "allowed") ?? [];
  if (type === "array" || list?.kind !== "array" || !list.intact) return null;
  return literalsIn(list, context);
}

function literalsIn(list: Bicep.ArrayNode, context: LowerContext): readonly Literal["value"][] | null {
  const values = list.items.map((item) => (item.kind === "spread" ? null : lowerExpression(item, context)));
  const literals = values.filter((value) => value?.kind === "literal");
  return literals.length === values.length ? literals.map((literal) => literal.value) : null;
}

/**
 * Lowers a `.bicepparam` file, and what it deploys if that is no file (https://learn.microsoft.com/azure/azure-resource-manager/bicep/parameter-files). Its values see
 * its own variables, imports and, since those may build on one another, parameters.
 */
export function lowerParameterFile(
  file: BicepFile,
  document: DocumentId,
  spanOf: SpanOf,
): { readonly parameterFile: ParameterFile; readonly template: Template | null } {
  const context = contextOf(file, document, spanOf);
  const values = new Map<string, ParameterAssignment>();
  const parameters = new Map<string, ParameterDeclaration>();
  for (const node of file.declarations) {
    if (node.kind !== "paramAssignment" || node.name.kind !== "name") continue;
    const assignment = lowerAssignment(node, node.name, context);
    values.set(node.name.text, assignment);
    parameters.set(node.name.text, declarationOf(node.name, assignment, context));
  }
  const scope: Template = { ...lowerTemplate(file, document, spanOf), parameters };
  const using = file.declarations.find((node) => node.kind === "using")?.path;
  const parameterFile = {
    span: spanOf(file),
    using: pathOf(using, context),
    extends: pathOf(file.declarations.find((node) => node.kind === "extends")?.path, context),
    values,
    intact: scope.intact,
    scope,
  };
  const source = using?.kind === "string" ? sourceOf(using, context) : null;
  return {
    parameterFile,
    template: source?.kind === "registry" ? deployed(source, parameterFile, scope) : null,
  };
}

/**
 * A parameter file may deploy a module of a registry or a template spec, which is then called with its values
 * (https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-using). Which values those of an extended file leave is not read.
 */
function deployed(
  source: Extract<ModuleSource, { readonly kind: "registry" }>,
  { span, extends: base, values }: ParameterFile,
  scope: Template,
): Template {
  const { span: at, reference } = source;
  const entries = [...values].map(([name, { nameSpan, value }]): Entry => {
    const key: Expression = { kind: "literal", span: nameSpan, value: name };
    return { kind: "entry", span: { ...nameSpan, end: value.span.end }, key, value };
  });
  const call: ModuleDeclaration = {
    ...{ span, labelSpan: at, key: null, name: null, condition: null, loop: null, writtenAs: "using" },
    symbol: /[^/:]+(?=:[^/:]*$)|[^/:]+$/.exec(reference)?.[0] ?? reference,
    source: base ? { kind: "unreadable", span: at } : source,
    arguments: { kind: "dictionary", span: { ...at, start: at.end }, entries, intact: scope.intact },
  };
  return { ...scope, modules: [call] };
}

function lowerAssignment(
  node: Tree.ParameterAssignment,
  name: Name,
  context: LowerContext,
): ParameterAssignment {
  const value = lowerExpression(node.value, context);
  const isReference = value.kind === "unreadable" && value.inside !== undefined;
  return { nameSpan: context.spanOf(name), value, secret: isReference };
}

function declarationOf(
  name: Name,
  { value }: ParameterAssignment,
  context: LowerContext,
): ParameterDeclaration {
  const open = { type: "any", allowed: null, nullable: false, secure: false } as const;
  return { name: name.text, nameSpan: context.spanOf(name), default: value, ...open };
}

function pathOf(node: Tree.UsingDeclaration["path"], context: LowerContext): ParameterFile["using"] {
  return node?.kind === "string" ? { path: node.value, span: context.spanOf(node) } : null;
}

import type {
  FunctionDeclaration,
  ModuleDeclaration,
  OutputDeclaration,
  ParameterDeclaration,
  ResourceDeclaration,
  Template,
  VariableDeclaration,
} from "../../../template/template.ts";
import type { DocumentId } from "../../../text/span.ts";
import type { BicepFile } from "../file-nodes.ts";
import { type LowerContext, unreadableAt } from "./context.ts";
import { lowerFunction, lowerOutput, lowerParameter, lowerVariable } from "./declarations.ts";
import { contextOf, contextsIn, importedNames, type SpanOf } from "./names.ts";
import { type Head, headOf, labelOf, lowerNamed, lowerResource, propertyNamed } from "./resources.ts";
import type { Expression } from "../../../template/expression.ts";
import type * as Tree from "../declaration-nodes.ts";
import type * as Bicep from "../nodes.ts";
import { lowerExpression } from "./expression.ts";
import { sourceOf } from "./sources.ts";

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
export interface Gathered {
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
  if (node.kind === "func") gathered.functions.set(name.text, lowerFunction(node, name, context));
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

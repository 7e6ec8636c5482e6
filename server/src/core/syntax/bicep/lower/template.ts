import type {
  ModuleDeclaration,
  OutputDeclaration,
  ParameterDeclaration,
  ResourceDeclaration,
  Template,
  VariableDeclaration,
  FunctionDeclaration,
} from "../../../template/template.ts";
import type { DocumentId } from "../../../text/span.ts";
import type { BicepFile } from "../file-nodes.ts";
import type { LowerContext } from "./context.ts";
import { lowerFunction, lowerOutput, lowerParameter, lowerVariable } from "./declarations.ts";
import { lowerModule } from "./modules.ts";
import { contextOf, contextsIn, importedNames, type SpanOf } from "./names.ts";
import { lowerResource } from "./resources.ts";

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

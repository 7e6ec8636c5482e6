import type { Entry, Expression } from "../../../template/expression.ts";
import type {
  ModuleDeclaration,
  ModuleSource,
  ParameterDeclaration,
  Template,
} from "../../../template/template.ts";
import type { DocumentId } from "../../../text/document.ts";
import type { ParameterAssignment, ParameterFile } from "../../syntax.ts";
import type * as Tree from "../file-nodes.ts";
import type { Name } from "../nodes.ts";
import type { BicepFile } from "../file-nodes.ts";
import type { LowerContext } from "./context.ts";
import { lowerExpression } from "./expression.ts";
import { contextOf, type SpanOf, sourceOf } from "./names.ts";
import { lowerTemplate } from "./template.ts";

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

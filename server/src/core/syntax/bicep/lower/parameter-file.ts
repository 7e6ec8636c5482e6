import type { ParameterDeclaration, Template } from "../../../template/template.ts";
import type { DocumentId } from "../../../text/span.ts";
import type { ParameterAssignment, ParameterFile } from "../../syntax.ts";
import type * as Tree from "../declaration-nodes.ts";
import type { Name } from "../nodes.ts";
import type { BicepFile } from "../file-nodes.ts";
import type { LowerContext } from "./context.ts";
import { lowerExpression } from "./expression.ts";
import { contextOf, type SpanOf } from "./names.ts";
import { lowerTemplate } from "./template.ts";

/**
 * Lowers a `.bicepparam` file (https://learn.microsoft.com/azure/azure-resource-manager/bicep/parameter-files). Its values see
 * its own variables, imports and, since those may build on one another, parameters.
 */
export function lowerParameterFile(file: BicepFile, document: DocumentId, spanOf: SpanOf): ParameterFile {
  const context = contextOf(file, document, spanOf);
  const values = new Map<string, ParameterAssignment>();
  const parameters = new Map<string, ParameterDeclaration>();
  for (const node of file.declarations) {
    if (node.kind !== "paramAssignment" || node.name.kind !== "name") continue;
    const assignment = lowerAssignment(node, node.name, context);
    values.set(node.name.text, assignment);
    parameters.set(node.name.text, declarationOf(node, node.name, assignment, context));
  }
  const scope: Template = { ...lowerTemplate(file, document, spanOf), parameters };
  return {
    span: spanOf(file),
    using: pathOf(file.declarations.find((node) => node.kind === "using")?.path, context),
    extends: pathOf(file.declarations.find((node) => node.kind === "extends")?.path, context),
    values,
    intact: scope.intact,
    scope,
  };
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
  node: Tree.ParameterAssignment,
  name: Name,
  { value }: ParameterAssignment,
  context: LowerContext,
): ParameterDeclaration {
  const [nameSpan, span] = [context.spanOf(name), context.spanOf(node)];
  const open = { type: "any", allowed: null, nullable: false, secure: false } as const;
  return { name: name.text, nameSpan, span, default: value, ...open };
}

function pathOf(node: Tree.UsingDeclaration["path"], context: LowerContext): ParameterFile["using"] {
  return node?.kind === "string" ? { path: node.value, span: context.spanOf(node) } : null;
}

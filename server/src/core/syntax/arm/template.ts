import type { Expression } from "../../template/expression.ts";
import type { ModuleDeclaration, ResourceDeclaration, Template } from "../../template/template.ts";
import { readFunctions, readOutputs, readParameters, readVariables } from "./declarations.ts";
import { mayBeExpression } from "./expression.ts";
import { type JsonNode, type JsonObject, memberValue, stringOf } from "./json/node.ts";
import { isIntact, type ReadContext, spanOf } from "./read-context.ts";
import { readResources } from "./resources.ts";
import { foldWord } from "../../text/fold.ts";

/**
 * Reads a template, whole file or nested
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax).
 */
export function readTemplate(node: JsonObject, context: ReadContext): Template {
  const resources: ResourceDeclaration[] = [];
  const modules: ModuleDeclaration[] = [];
  const parameters = readParameters(node, context);
  const variables = readVariables(node, context);
  const list = memberValue(node, "resources");
  const innerByDefault = isVersion2(node);
  if (list)
    readResources(list, null, context, {
      ...{ parameters, variables, resources, modules, innerByDefault, readTemplate },
      scope: scopeOf(node, context),
    });
  return {
    document: context.document,
    span: spanOf(node, context),
    dialect: "arm",
    intact: isIntact(node, context) && isList(list),
    state: null,
    parameters,
    variables,
    functions: readFunctions(node, context),
    resources,
    modules,
    outputs: readOutputs(node, context),
  };
}

/** The schema of a template says what it is deployed to: https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax#template-format */
function scopeOf(node: JsonObject, context: ReadContext): Expression | null {
  const schema = foldWord(stringOf(memberValue(node, "$schema"))) ?? "";
  const span = spanOf(node, context);
  if (schema.includes("tenantdeploymenttemplate")) return { kind: "literal", span, value: "/" };
  const name = ["subscription", "managementgroup"].find((each) =>
    schema.includes(`/${each}deploymenttemplate`),
  );
  const target: Expression | null = name ? { kind: "call", span, name, arguments: [] } : null;
  return target && { kind: "member", span, target, name: "id", nameSpan: span, safe: false };
}

/** https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax#languageversion-20 */
function isVersion2(node: JsonObject): boolean {
  return stringOf(memberValue(node, "languageVersion"))?.startsWith("2.") ?? false;
}

/** Resources that are there but no list may be any; those that an expression makes are read as values. */
function isList(node: JsonNode | null): boolean {
  if (node === null || node.kind === "array" || node.kind === "object") return true;
  return node.kind === "string" ? mayBeExpression(node) : node.kind === "scalar" && node.value === null;
}

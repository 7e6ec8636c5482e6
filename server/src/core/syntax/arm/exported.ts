import type { Literal } from "../../template/expression.ts";
import type { ResourceDeclaration, Template } from "../../template/template.ts";
import { exportedType, idOf } from "./document-kind.ts";
import type { JsonNode, JsonObject } from "./json/node.ts";
import { memberValue, stringOf } from "./json/node.ts";
import { lowerMember, lowerObject } from "./lower-value.ts";
import type { ReadContext } from "./read-context.ts";
import { isIntact, spanOf } from "./read-context.ts";

/** Reads vaults printed by Azure as a template that declares just them. */
export function readExport(root: JsonNode, vaults: readonly JsonObject[], context: ReadContext): Template {
  return {
    document: context.document,
    span: spanOf(root, context),
    dialect: "arm",
    intact: isIntact(root, context),
    deployed: true,
    parameters: new Map(),
    variables: new Map(),
    functions: new Map(),
    resources: vaults.map((vault) => exportedVault(vault, context)),
    modules: [],
    outputs: new Map(),
  };
}

function exportedVault(node: JsonObject, context: ReadContext): ResourceDeclaration {
  const span = spanOf(node, context);
  const nameNode = memberValue(node, "name");
  const label = nameNode ?? memberValue(node, "id") ?? { start: node.start, end: node.start + 1 };
  const labelSpan = spanOf(label, context);
  const name = stringOf(nameNode) ?? idOf(node).split("/").at(-1) ?? "";
  const literal = (value: string): Literal => ({ kind: "literal", span: labelSpan, value });
  return {
    span,
    symbol: name,
    key: null,
    labelSpan,
    type: literal(exportedType(node) ?? ""),
    apiVersion: lowerMember(node, "apiVersion", context),
    name: literal(name),
    existing: false,
    condition: null,
    loop: null,
    parent: null,
    scope: null,
    body: lowerObject(node, context),
    dependsOn: null,
  };
}

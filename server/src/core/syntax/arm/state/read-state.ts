import type { CallExpression, DictionaryExpression, Literal } from "../../../template/expression.ts";
import {
  type ResourceDeclaration,
  type ResourceIdentity,
  type Template,
  plainTemplate,
} from "../../../template/template.ts";
import type { Span } from "../../../text/document.ts";
import { type JsonNode, memberValue, stringOf } from "../json/node.ts";
import { lowerMember, lowerObject } from "../lower-value.ts";
import { isIntact, type ReadContext, spanOf } from "../read-context.ts";
import type { PrintedResource, PrintedState } from "./what-if.ts";
import { idOf, partsOfId, printedType } from "./resource-id.ts";

/** Reads what a tool printed as a template that declares just that. */
export function readState(
  root: JsonNode,
  { state, resources, isWhole }: PrintedState,
  context: ReadContext,
): Template {
  return plainTemplate(spanOf(root, context), {
    dialect: "arm",
    intact: isWhole && isIntact(root, context),
    state,
    resources: resources.map((resource) => readResource(resource, context)),
  });
}

function readResource(resource: PrintedResource, context: ReadContext): ResourceDeclaration {
  const { node, isCertain } = resource;
  const idNode = memberValue(node, "id") ?? resource.id;
  const nameNode = memberValue(node, "name");
  const label = nameNode ?? idNode ?? { start: node.start, end: node.start + 1 };
  const labelSpan = spanOf(label, context);
  const literal = (value: string): Literal => ({ kind: "literal", span: labelSpan, value });
  const id = stringOf(idNode);
  const parts = id === null ? null : partsOfId(id);
  const name = stringOf(nameNode) ?? parts?.names.at(-1) ?? "";
  const identity: ResourceIdentity | null =
    parts && id !== null ? { names: parts.names.map(literal), id: literal(id) } : null;
  return {
    span: spanOf(node, context),
    symbol: name,
    key: null,
    labelSpan,
    type: literal(printedType(node, id ?? idOf(node)) ?? ""),
    apiVersion: lowerMember(node, "apiVersion", context),
    name: (context.expressions ? lowerMember(node, "name", context) : null) ?? literal(name),
    existing: false,
    condition: isCertain ? null : call("potential change", labelSpan),
    loop: null,
    parent: null,
    scope: null,
    body: bodyOf(resource, context),
    dependsOn: null,
    ...(identity ? { identity } : {}),
  };
}

/** What is not printed of a resource is not known. */
function bodyOf({ node, isComplete }: PrintedResource, context: ReadContext): DictionaryExpression {
  const body = lowerObject(node, context);
  if (isComplete) return body;
  const { span } = body;
  const key: Literal = { kind: "literal", span, value: "properties" };
  const value = call("not printed", span);
  return { ...body, entries: [...body.entries, { kind: "entry", span, key, value }] };
}

function call(name: string, span: Span): CallExpression {
  return { kind: "call", span, name, arguments: [] };
}

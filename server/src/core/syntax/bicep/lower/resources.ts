import {
  type DictionaryExpression,
  type Expression,
  type Literal,
  type Loop,
  bothHold,
} from "../../../template/expression.ts";
import { keptIfExists } from "../../../template/kept-if-exists.ts";
import { LazyResource } from "../../../template/lazy-resource.ts";
import type { ResourceDeclaration } from "../../../template/template.ts";
import type { Span } from "../../../text/document.ts";
import type { ModuleDeclaration as ModuleNode } from "../file-nodes.ts";
import type * as Tree from "../nodes.ts";
import type { Conditional, ErrorNode, ObjectNode, Property, StringNode } from "../nodes.ts";
import { keyText, lowerLoop, lowerObject, nestedKey } from "./access.ts";
import { type LowerContext, type Meaning, unreadableAt, decoratorNamed } from "./context.ts";
import { lowerExpression } from "./expression.ts";

/** What resources and modules have in common. */
export interface Head {
  readonly symbol: string;
  readonly key: string | null;
  readonly condition: Expression | null;
  readonly loop: Loop | null;
  /** The braces; an error when even they are lost. */
  readonly body: ObjectNode | ErrorNode;
  /** Inside the declaration: the loop's names are locals. */
  readonly inner: LowerContext;
}

/**
 * Lowers a resource and, behind it, those nested in it, which the compiler deploys under the conditions of all around them
 * (`GetResourceBody` in Azure/bicep, src/Bicep.Core/Intermediate/ExpressionBuilder.cs).
 */
export function lowerResource(
  node: Tree.ResourceDeclaration,
  parent: ResourceDeclaration | null,
  outer: LowerContext,
): readonly ResourceDeclaration[] {
  const head = headOf(node, parent?.key ?? null, outer);
  const { body, key, inner } = head;
  const nested = body.kind === "object" ? body.items.filter((item) => item.kind === "resource") : none;
  const context = withNested(nested, key, inner);
  const isDecorated = (name: string): boolean => decoratorNamed(node.decorators, name) !== null;
  const isKept = isDecorated("onlyIfNotExists");
  const resource = new LazyResource(
    {
      symbol: head.symbol,
      key,
      existing: node.existing,
      nullable: isDecorated("nullIfNotFound"),
      updates: isDecorated("patch") ? "patch" : undefined,
      type: lowerType(node.type, context),
      condition: bothHold(parent?.condition ?? null, head.condition, outer.spanOf(body)),
      loop: head.loop ?? parent?.loop ?? null,
      parent: parent ?? lowerNamed(body, "parent", context),
    },
    {
      readFrom: node,
      lower: () => ({
        span: outer.spanOf(node),
        labelSpan: labelOf(node, outer),
        apiVersion: lowerVersion(node.type, context) ?? parent?.apiVersion ?? null,
        name: lowerNamed(body, "name", context),
        scope: lowerNamed(body, "scope", context),
        body: isKept ? keptIfExists(lowerBody(body, context)) : lowerBody(body, context),
        dependsOn: lowerNamed(body, "dependsOn", context),
      }),
    },
  );
  return nested.length === 0
    ? [resource]
    : [resource, ...nested.flatMap((each) => lowerResource(each, resource, context))];
}

const none: readonly Tree.ResourceDeclaration[] = [];

/** Reads the head of a declaration, and its body's condition and loop. */
export function headOf(
  node: Tree.ResourceDeclaration | ModuleNode,
  parentKey: string | null,
  outer: LowerContext,
): Head {
  const { name } = node;
  const own = name.kind === "name" ? name.text : null;
  const looped = node.body.kind === "for" ? lowerLoop(node.body, outer, lowerExpression) : null;
  const single = node.body.kind === "for" ? node.body.body : node.body;
  const inner = looped?.inner ?? outer;
  const conditional = single.kind === "if" ? single : null;
  return {
    symbol: own ?? "?",
    key: own !== null && parentKey !== null ? nestedKey(parentKey, own) : own,
    condition: conditional && lowerExpression(conditional.condition, inner),
    loop: looped?.loop ?? null,
    body: bracesOf(conditional ?? single),
    inner,
  };
}

/** Where reports say that it is declared. */
export function labelOf(node: Tree.ResourceDeclaration | ModuleNode, outer: LowerContext): Span {
  return outer.spanOf(node.name.kind === "name" ? node.name : keywordOf(node));
}

/** The value of a property of the body; null when it is not written. */
export function lowerNamed(
  body: ObjectNode | ErrorNode,
  name: string,
  context: LowerContext,
): Expression | null {
  const property = propertyNamed(body, name);
  return property && lowerExpression(property.value, context);
}

export function propertyNamed(body: ObjectNode | ErrorNode, name: string): Property | null {
  if (body.kind !== "object") return null;
  for (const item of body.items) if (item.kind === "property" && keyText(item) === name) return item;
  return null;
}

/** What is read as something else would be counted twice. */
function lowerBody(body: ObjectNode | ErrorNode, context: LowerContext): DictionaryExpression | Expression {
  return body.kind === "object"
    ? lowerObject(body, context, lowerExpression, ["parent", "scope", "dependsOn"])
    : unreadableAt(body, context);
}

/** The part of `'Microsoft.KeyVault/vaults@2023-07-01'` before the version. */
function lowerType(node: Tree.ResourceDeclaration["type"], context: LowerContext): Expression {
  if (node.kind === "string") return pieceOf(node, 0, atVersion(node.value)[0], context);
  return unreadableAt(node, context, node.kind === "error" ? null : { kind: "computed-type" });
}

/** The version; null where a nested resource leaves it out. */
function lowerVersion(node: Tree.ResourceDeclaration["type"], context: LowerContext): Literal | null {
  if (node.kind !== "string") return null;
  const [type, version] = atVersion(node.value);
  return version === undefined ? null : pieceOf(node, type.length + 1, version, context);
}

/** A piece of a text; with escapes or more quotes it has no place of its own. */
function pieceOf(node: StringNode, at: number, value: string, context: LowerContext): Literal {
  const from = node.start + 1;
  const isPlain =
    node.end - node.start === node.value.length + 2 && context.text.startsWith(node.value, from);
  const place = isPlain ? { start: from + at, end: from + at + value.length } : node;
  return { kind: "literal", span: context.spanOf(place), value };
}

/** The part before the sign, and the part behind it up to another one. */
function atVersion(text: string): readonly [string, string | undefined] {
  const sign = text.indexOf("@");
  return sign < 0 ? [text, undefined] : [text.slice(0, sign), text.slice(sign + 1).split("@", 1)[0]];
}

/** Resources nested in one another know each other by their short names. */
function withNested(
  nested: readonly Tree.ResourceDeclaration[],
  key: string | null,
  context: LowerContext,
): LowerContext {
  if (nested.length === 0) return context;
  const own = new Map<string, Meaning>();
  for (const { name } of nested) {
    if (name.kind === "name" && key !== null)
      own.set(name.text, { kind: "name", space: "resource", name: nestedKey(key, name.text) });
  }
  return { ...context, names: { own, outer: context.names } };
}

function bracesOf(node: Conditional | ObjectNode | ErrorNode | Tree.Body | Bodyless): ObjectNode | ErrorNode {
  const body = node.kind === "if" ? node.body : node;
  if (body.kind === "object" || body.kind === "error") return body;
  return { kind: "error", start: body.start, end: body.end, code: "expected-body" };
}

/** The values that the body of a loop may have according to its type. */
type Bodyless = Extract<Tree.Body, { readonly kind: "for" }>["body"];

/** The keyword of a declaration whose name is missing. */
function keywordOf(node: Tree.ResourceDeclaration | ModuleNode): { start: number; end: number } {
  const from = node.decorators.at(-1)?.end ?? node.start;
  return { start: Math.min(from, node.name.start), end: Math.max(from, node.name.start) };
}

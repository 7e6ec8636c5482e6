import { memoize } from "../../../logic/memoize.ts";
import type {
  DictionaryExpression,
  Entry,
  Expression,
  ListExpression,
  Loop,
  Spread,
} from "../../../template/expression.ts";
import { LazyEntry, type Unlowered } from "../../../template/lazy-entry.ts";
import type { ArrayNode, For, ObjectNode, Property } from "../nodes.ts";
import type * as Bicep from "../nodes.ts";
import { type LowerContext, unreadableAt, withLocals } from "./context.ts";

/** Lowers one value; handed in, because values and their parts need each other. */
export type Lower = (node: Bicep.Expression, context: LowerContext) => Expression;

/** Lowers an object; resources nested in it and properties named in `without` are left out, being read as something else. */
export function lowerObject(
  node: ObjectNode,
  context: LowerContext,
  lower: Lower,
  without: readonly string[] = [],
): DictionaryExpression {
  const entries: (Entry | Spread)[] = [];
  const properties = propertiesBy(lower);
  for (const item of node.items) {
    if (item.kind === "spread")
      entries.push({ kind: "spread", span: context.spanOf(item), value: lower(item.value, context) });
    if (item.kind !== "property" || item.key.kind === "error") continue;
    if (without.length > 0 && without.includes(keyText(item) ?? "")) continue;
    entries.push(new LazyEntry(item, context, properties));
  }
  return { kind: "dictionary", span: context.spanOf(node), entries, intact: node.intact };
}

/** The key of a property; null when it is computed or unreadable. */
export function keyText({ key }: Property): string | null {
  if (key.kind === "name") return key.text;
  return key.kind === "string" ? key.value : null;
}

/** Lowers an array. */
export function lowerArray(node: ArrayNode, context: LowerContext, lower: Lower): ListExpression {
  const items = node.items.map((item): Expression | Spread =>
    item.kind === "spread"
      ? { kind: "spread", span: context.spanOf(item), value: lower(item.value, context) }
      : lower(item, context),
  );
  return { kind: "list", span: context.spanOf(node), items, intact: node.intact };
}

/** Lowers `[for item in source: value]`, whose value may be behind a condition. */
export function lowerFor(node: For, context: LowerContext, lower: Lower): Expression {
  const { loop, inner } = lowerLoop(node, context, lower);
  const { body } = node;
  if (body.kind === "error" || node.source.kind === "error") return unreadableAt(node, context);
  const filter = body.kind === "if" ? lower(body.condition, inner) : null;
  const value = lower(body.kind === "if" ? body.body : body, inner);
  const span = context.spanOf(node);
  return { kind: "for", span, loop, filter, key: null, grouped: false, body: value };
}

/** The loop of a value, resource or module, and the context inside of it. */
export function lowerLoop(
  node: For,
  context: LowerContext,
  lower: Lower,
): { readonly loop: Loop; readonly inner: LowerContext } {
  const item = node.item.kind === "name" ? node.item.text : null;
  const index = node.index?.kind === "name" ? node.index.text : null;
  const source = lower(node.source, context);
  const loop = { span: context.spanOf(node), source, item, index, key: null };
  return { loop, inner: withLocals([item, index], context) };
}

const propertiesBy = memoize((lower: Lower): Unlowered<Property, LowerContext> => ({
  nameOf: keyText,
  spanOf: (node, context) => context.spanOf(node),
  keyOf: ({ key }, context) =>
    key.kind === "name"
      ? { kind: "literal", span: context.spanOf(key), value: key.text }
      : lower(key, context),
  valueOf: ({ value }, context) => lower(value, context),
}));

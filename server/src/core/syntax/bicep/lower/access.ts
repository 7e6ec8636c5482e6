import { memoize } from "../../../logic/memoize.ts";
import type {
  DictionaryExpression,
  Entry,
  Expression,
  ListExpression,
  Literal,
  Loop,
  Spread,
} from "../../../template/expression.ts";
import { LazyEntry, type Unlowered } from "../../../template/lazy-entry.ts";
import type * as Bicep from "../nodes.ts";
import type { ArrayNode, For, Index, Member, NestedAccess, ObjectNode, Property } from "../nodes.ts";
import { type LowerContext, meaningOf, type Stretch, unreadableAt, withLocals } from "./context.ts";

/** Lowers `target.name` and `target.?name`; of the alias of an import the name of what is imported. */
export function lowerMember(node: Member, context: LowerContext, lower: Lower): Expression {
  const { target, name, safe } = node;
  if (name.kind === "error" || target.kind === "error") return unreadableAt(node, context);
  const span = context.spanOf(node);
  if (target.kind === "variable-access" && meaningOf(target.name, context)?.kind === "namespace")
    return { kind: "name", span, space: "variable", name: `${target.name}.${name.text}` };
  const chain = safeChain(node, context, lower);
  if (chain) return chain;
  const nameSpan = context.spanOf(name);
  return { kind: "member", span, target: lower(target, context), name: name.text, nameSpan, safe };
}

/** Lowers `target[index]`, `target[?index]` and `target[^index]`. */
export function lowerIndex(node: Index, context: LowerContext, lower: Lower): Expression {
  const { target, index, safe, fromEnd } = node;
  if (index.kind === "error" || target.kind === "error") return unreadableAt(node, context);
  const chain = safeChain(node, context, lower);
  if (chain) return chain;
  const span = context.spanOf(node);
  return { kind: "index", span, target: lower(target, context), index: lower(index, context), safe, fromEnd };
}

/** Lowers `parent::child`: a nested resource goes by the names of all around it. */
export function lowerNestedAccess(node: NestedAccess, context: LowerContext, lower: Lower): Expression {
  const { target, name } = node;
  const parent = lower(target, context);
  if (name.kind === "error" || parent.kind === "unreadable") return unreadableAt(node, context);
  if (parent.kind !== "name" || parent.space !== "resource")
    return unreadableAt(node, context, { kind: "nested-in-computed" });
  return {
    kind: "name",
    span: context.spanOf(node),
    space: "resource",
    name: nestedKey(parent.name, name.text),
  };
}

/** The key of a resource nested in another one. */
export function nestedKey(parent: string, name: string): string {
  return `${parent}::${name}`;
}

/**
 * `target.?a.b`: where `a` leads nowhere, all that follows in the chain is skipped and the whole is null
 * (https://learn.microsoft.com/azure/azure-resource-manager/bicep/operator-safe-dereference). Null if only the last
 * step is safe, or none is.
 */
function safeChain(node: Member | Index, context: LowerContext, lower: Lower): Expression | null {
  if (node.safe) return null;
  const steps: (Member | Index)[] = [node];
  let at: Bicep.Expression = node.target;
  for (; at.kind === "member" || at.kind === "index" || at.kind === "nonNull"; at = targetOf(at)) {
    if (at.kind === "nonNull") continue;
    steps.unshift(at);
    if (at.safe) break;
  }
  const [first] = steps;
  if (!first?.safe) return null;
  const path = steps.map((step) => lowerStep(step, step === first, context, lower));
  if (path.includes(null)) return unreadableAt(node, context);
  const name = first.kind === "index" && first.fromEnd ? "tryIndexFromEnd" : "tryGet";
  const values = [lower(first.target, context), ...path.filter((each) => each !== null)];
  return { kind: "call", span: context.spanOf(node), name, arguments: values };
}

function targetOf(node: Member | Index | Bicep.NonNull): Bicep.Expression {
  return node.kind === "nonNull" ? node.operand : node.target;
}

/** A step as `tryGet` takes it: a name, a position, or `{ value: position, fromEnd: true }`. */
function lowerStep(
  step: Member | Index,
  isFirst: boolean,
  context: LowerContext,
  lower: Lower,
): Expression | null {
  if (step.kind === "member")
    return step.name.kind === "name" ? literal(step.name, step.name.text, context) : null;
  if (step.index.kind === "error") return null;
  const index = lower(step.index, context);
  if (!step.fromEnd || isFirst) return index;
  const entry = (key: string, value: Expression) =>
    ({ kind: "entry", span: index.span, key: literal(step.index, key, context), value }) as const;
  const entries = [entry("value", index), entry("fromEnd", literal(step.index, true, context))];
  return { kind: "dictionary", span: index.span, entries, intact: true };
}

function literal(place: Stretch, value: Literal["value"], context: LowerContext): Literal {
  return { kind: "literal", span: context.spanOf(place), value };
}

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

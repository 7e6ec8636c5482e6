import type { Expression, Literal } from "../../../template/expression.ts";
import type { Index, Member, NestedAccess } from "../nodes.ts";
import type * as Bicep from "../nodes.ts";
import type { Lower } from "./collections.ts";
import { type LowerContext, meaningOf, type Stretch, unreadableAt } from "./context.ts";

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

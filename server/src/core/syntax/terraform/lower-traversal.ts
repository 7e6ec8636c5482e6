import type { Expression, NameSpace } from "../../template/expression.ts";
import type { HclNode } from "./hcl/node.ts";
import { call, type LowerContext, spanOf, textOf, unreadable } from "./lower-context.ts";

interface Start {
  readonly start: Expression;
  /** The steps that follow what is named. */
  readonly rest: readonly HclNode[];
}

/** What the first steps of `a.b.c` name: https://developer.hashicorp.com/terraform/language/expressions/references */
export function startOfTraversal(first: HclNode, steps: readonly HclNode[], context: LowerContext): Start {
  const root = textOf(first, context);
  if (context.variables.has(root)) return { start: name("local", root, first, context), rest: steps };
  const [one, two] = steps.map((step) => attributeName(step, context));
  const label = (count: number): HclNode => ({ ...first, end: steps[count - 1]?.end ?? first.end });
  const named = (space: NameSpace, full: string, count: number): Start => ({
    start: name(space, full, label(count), context),
    rest: steps.slice(count),
  });
  if (one === undefined)
    return { start: unreadable(spanOf(first, context), { kind: "code", name: root }), rest: steps };
  if (context.iterators.has(root)) return named("local", `${root}.${one}`, 1);
  switch (root) {
    case "var":
      return named("parameter", one, 1);
    case "local":
      return named("variable", one, 1);
    case "module":
      return named("module", one, 1);
    case "each":
    case "count":
      return named("local", `${root}.${one}`, 1);
    case "data":
    case "ephemeral":
      return two === undefined
        ? { start: unreadable(spanOf(first, context), { kind: "code", name: root }), rest: steps }
        : named("resource", `${root}.${one}.${two}`, 2);
    case "path":
    case "terraform":
    case "self":
      return { start: call(`${root}.${one}`, spanOf(label(1), context)), rest: steps.slice(1) };
    default:
      return named("resource", `${root}.${one}`, 1);
  }
}

/** `.name`, `[index]`, `.0`, `.*` and `[*]` behind a value. */
export function lowerSteps(start: Expression, steps: readonly HclNode[], context: LowerContext): Expression {
  return steps.reduce((target, step) => lowerStep(target, step, context), start);
}

function lowerStep(target: Expression, step: HclNode, context: LowerContext): Expression {
  const span = { ...target.span, end: spanOf(step, context).end };
  const [inner] = step.children;
  if (step.type === "get_attr") {
    const node = step.children[1] ?? step;
    return {
      kind: "member",
      span,
      target,
      name: textOf(node, context).normalize("NFC"),
      nameSpan: spanOf(node, context),
      safe: false,
    };
  }
  if (step.type === "index" && inner) return { ...indexStep(target, inner, context), span };
  if (step.type === "splat" && inner) return lowerSplat(target, inner, context);
  return unreadable(span, { kind: "code", name: step.type });
}

function indexStep(target: Expression, inner: HclNode, context: LowerContext): Expression {
  const written = inner.children.find((child) => child.type === "expression");
  const { span } = target;
  const shared = { kind: "index", span, target, safe: false, fromEnd: false } as const;
  if (written) return { ...shared, index: context.lower(written, context) };
  // `a.0`, the old form of `a[0]`.
  const position = spanOf({ start: inner.start + 1, end: inner.end }, context);
  const value = Number(context.text.slice(inner.start + 1, inner.end));
  return { ...shared, index: { kind: "literal", span: position, value } };
}

/**
 * Each item with the steps that follow; a value that is not a list is treated as a list of one, null as an empty
 * list (https://developer.hashicorp.com/terraform/language/expressions/splat).
 */
function lowerSplat(target: Expression, node: HclNode, context: LowerContext): Expression {
  const span = { ...target.span, end: spanOf(node, context).end };
  const [marker, ...steps] = node.children;
  const at = marker ? spanOf(marker, context) : span;
  const item: Expression = { kind: "name", span: at, space: "local", name: "*" };
  const count = node.type === "attr_splat" ? steps.findIndex((step) => step.type !== "get_attr") : -1;
  const own = count < 0 ? steps : steps.slice(0, count);
  const list: Expression = {
    kind: "for",
    span,
    loop: { span: at, source: call("[*]", target.span, target), item: "*", index: null, key: null },
    filter: null,
    key: null,
    grouped: false,
    body: lowerSteps(item, own, context),
  };
  // `list.*.name[0]` is the first of all names, `list[*].name[0]` the first letter of each.
  return lowerSteps(list, steps.slice(own.length), context);
}

function attributeName(step: HclNode, context: LowerContext): string | undefined {
  const [, node] = step.children;
  return step.type === "get_attr" && node ? textOf(node, context) : undefined;
}

function name(space: NameSpace, full: string, node: HclNode, context: LowerContext): Expression {
  return { kind: "name", span: spanOf(node, context), space, name: full };
}

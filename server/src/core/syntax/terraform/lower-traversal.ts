import type { Expression, NameSpace } from "../../template/expression.ts";
import type { Place, Step, Variable } from "./hcl/nodes.ts";
import type { Span } from "../../text/document.ts";
import { call, type LowerContext, spanOf, unreadable } from "./lower-context.ts";

/** A variable and what follows it: https://developer.hashicorp.com/terraform/language/expressions/references */
export function lowerTraversal(
  variable: Variable,
  steps: readonly Step[],
  context: LowerContext,
): Expression {
  const { name: root } = variable;
  const [one, two] = steps.map((step) => (step.kind === "member" ? step.name : undefined));
  const named = (space: NameSpace, full: string, count: number): Expression => {
    const span = spanOf({ ...variable, end: steps[count - 1]?.end ?? variable.end }, context);
    return lowerSteps({ kind: "name", span, space, name: full }, steps.slice(count), context);
  };
  const unread = (): Expression =>
    lowerSteps(unreadable(spanOf(variable, context), { kind: "code", name: root }), steps, context);
  if (context.variables.has(root)) return named("local", root, 0);
  if (one === undefined) return unread();
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
    case "resource":
      return two === undefined ? unread() : named("resource", `${one}.${two}`, 2);
    case "data":
    case "ephemeral":
      return two === undefined ? unread() : named("resource", `${root}.${one}.${two}`, 2);
    case "path":
    case "terraform":
    case "self": {
      const span = spanOf({ ...variable, end: steps[0]?.end ?? variable.end }, context);
      return lowerSteps(call(`${root}.${one}`, span), steps.slice(1), context);
    }
    default:
      return named("resource", `${root}.${one}`, 1);
  }
}

/** `.name`, `[index]`, `.0`, `.*` and `[*]` behind a value. */
export function lowerSteps(start: Expression, steps: readonly Step[], context: LowerContext): Expression {
  return steps.reduce((target, step) => lowerStep(target, step, context), start);
}

function lowerStep(target: Expression, step: Step, context: LowerContext): Expression {
  const span = { ...target.span, end: spanOf(step, context).end };
  switch (step.kind) {
    case "member": {
      const nameSpan = spanOf({ start: step.nameStart, end: step.end }, context);
      return { kind: "member", span, target, name: step.name.normalize("NFC"), nameSpan, safe: false };
    }
    case "index":
      return {
        kind: "index",
        span,
        target,
        safe: false,
        fromEnd: false,
        index: context.lower(step.index, context),
      };
    case "splat":
      return lowerSplat(target, step.marker, step.steps, span, context);
  }
}

/**
 * Each item with the steps that follow; a value that is not a list is treated as a list of one, null as an empty
 * list (https://developer.hashicorp.com/terraform/language/expressions/splat).
 */
function lowerSplat(
  target: Expression,
  marker: Place,
  steps: readonly Step[],
  span: Span,
  context: LowerContext,
): Expression {
  const at = spanOf(marker, context);
  const item: Expression = { kind: "name", span: at, space: "local", name: "*" };
  return {
    kind: "for",
    span,
    loop: { span: at, source: call("[*]", target.span, target), item: "*", index: null, key: null },
    filter: null,
    key: null,
    grouped: false,
    body: lowerSteps(item, steps, context),
  };
}

import type { Expression, Loop } from "../../template/expression.ts";
import { memoize } from "../../logic/memoize.ts";
import type { Attribute, Body } from "./hcl/nodes.ts";
import { attributeOf, blocksOf } from "./hcl/parse.ts";
import { lowerAttribute, lowerNamed } from "./lower-body.ts";
import { call, literal, type LowerContext, spanOf, unreadable } from "./lower-context.ts";

export interface Repetition {
  readonly loop: Loop | null;
  readonly condition: Expression | null;
}

/**
 * `count` and `for_each` (https://developer.hashicorp.com/terraform/language/meta-arguments/count). The usual
 * `condition ? 1 : 0` becomes the condition of a loop of one iteration, so that reports can name what it depends
 * on.
 */
export function repetitionOf(body: Body, context: LowerContext): Repetition {
  const repeats = repeatingIn(body);
  if (repeats) {
    const value = lowerAttribute(repeats, context);
    return repeats.name === "count" ? countOf(value) : eachOf(value);
  }
  // A loop that a syntax error may hide makes the number of instances unknown.
  if (body.intact) return { loop: null, condition: enabledIn(body, context) };
  return { loop: null, condition: unreadable(spanOf({ start: body.start, end: body.start }, context)) };
}

/** OpenTofu's condition: https://opentofu.org/docs/language/meta-arguments/enabled/ */
function enabledIn(body: Body, context: LowerContext): Expression | null {
  const [lifecycle] = blocksOf(body, "lifecycle");
  return lifecycle ? lowerNamed(lifecycle.body, "enabled", context) : null;
}

/** Known of a block as long as its text is the same, wherever an edit moves it. */
const repeatingIn = memoize(
  (body: Body): Attribute | null => attributeOf(body, "count") ?? attributeOf(body, "for_each"),
);

function countOf(count: Expression): Repetition {
  const { times, condition } = split(count, isZero);
  const { span } = times;
  const isOne = times.kind === "literal" && times.value === 1;
  const source: Expression = isOne
    ? { kind: "list", span, items: [literal(0, span)], intact: true }
    : call("range", span, times);
  return { loop: { span, source, item: null, index: "count.index", key: null }, condition };
}

function eachOf(each: Expression): Repetition {
  const { times: source, condition } = split(each, isEmpty);
  return {
    loop: { span: source.span, source, item: "each.value", index: null, key: "each.key" },
    condition,
  };
}

/** `test ? some : none` as `some` under the condition `test`. */
function split(
  expression: Expression,
  isNone: (branch: Expression) => boolean,
): { readonly times: Expression; readonly condition: Expression | null } {
  if (expression.kind !== "conditional") return { times: expression, condition: null };
  const { span, test, yes, no } = expression;
  if (isNone(no) && !isNone(yes)) return { times: yes, condition: test };
  if (isNone(yes) && !isNone(no)) return { times: no, condition: call("!", span, test) };
  return { times: expression, condition: null };
}

function isZero(expression: Expression): boolean {
  return expression.kind === "literal" && expression.value === 0;
}

function isEmpty(expression: Expression): boolean {
  if (expression.kind === "list") return expression.items.length === 0 && expression.intact;
  if (expression.kind === "dictionary") return expression.entries.length === 0 && expression.intact;
  const [only] =
    expression.kind === "call" && /^to(set|map|list)$/.test(expression.name) ? expression.arguments : [];
  return only !== undefined && isEmpty(only);
}

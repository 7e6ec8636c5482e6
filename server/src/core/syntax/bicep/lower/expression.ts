import type { CallExpression, Expression, TextExpression } from "../../../template/expression.ts";
import type { Interpolation, Lambda, VariableAccess, Ternary, Unary } from "../nodes.ts";
import type * as Bicep from "../nodes.ts";
import { lowerArray, lowerFor, lowerIndex, lowerMember, lowerNestedAccess, lowerObject } from "./access.ts";
import { lowerCall, lowerMethodCall } from "./calls.ts";
import { type LowerContext, meaningOf, unreadableAt, withLocals } from "./context.ts";

/** Lowers a value. One with a syntax error among its parts is unreadable as a whole. */
export function lowerExpression(node: Bicep.Expression, context: LowerContext): Expression {
  const span = context.spanOf(node);
  switch (node.kind) {
    case "string":
    case "integer":
    case "boolean":
      return { kind: "literal", span, value: node.value };
    case "null":
      return { kind: "literal", span, value: null };
    case "interpolation":
      return lowerInterpolation(node, context);
    case "object":
      return lowerObject(node, context, lowerExpression);
    case "array":
      return lowerArray(node, context, lowerExpression);
    case "for":
      return lowerFor(node, context, lowerExpression);
    case "variable-access":
      return lowerReference(node, context);
    case "call":
      return lowerCall(node, context, lowerExpression);
    case "methodCall":
      return lowerMethodCall(node, context, lowerExpression);
    case "member":
      return lowerMember(node, context, lowerExpression);
    case "index":
      return lowerIndex(node, context, lowerExpression);
    case "nestedAccess":
      return lowerNestedAccess(node, context, lowerExpression);
    case "nonNull":
      return lowerExpression(node.operand, context);
    case "unary":
      return lowerUnary(node, context);
    case "binary":
      return operation(node.operator, [node.left, node.right], node, context);
    case "ternary":
      return lowerTernary(node, context);
    case "parenthesized":
      return lowerExpression(node.inner, context);
    case "lambda":
      return lowerLambda(node, context);
    case "error":
      return unreadableAt(node, context);
  }
}

/** The pieces between the interpolations have no place of their own. */
function lowerInterpolation(node: Interpolation, context: LowerContext): TextExpression {
  const span = context.spanOf(node);
  const parts: Expression[] = [];
  for (const [index, segment] of node.segments.entries()) {
    if (segment !== "") parts.push({ kind: "literal", span, value: segment });
    const interpolation = node.expressions[index];
    if (interpolation) parts.push(lowerExpression(interpolation, context));
  }
  return { kind: "text", span, parts };
}

/** A name that nothing declares is left to the evaluator, which finds no such variable. */
function lowerReference(node: VariableAccess, context: LowerContext): Expression {
  const meaning = meaningOf(node.name, context);
  const span = context.spanOf(node);
  if (!meaning || meaning.kind === "import")
    return { kind: "name", span, space: "variable", name: node.name };
  if (meaning.kind !== "name")
    return unreadableAt(node, context, { kind: "function-as-value", name: node.name });
  return { kind: "name", span, space: meaning.space, name: meaning.name };
}

function lowerUnary(node: Unary, context: LowerContext): Expression {
  const { operator, operand } = node;
  if (operator === "-" && operand.kind === "integer")
    return { kind: "literal", span: context.spanOf(node), value: -operand.value };
  return operation(operator === "-" ? "negate" : operator, [operand], node, context);
}

/** Operators are calls of functions of the same name. */
function operation(
  name: string,
  operands: readonly Bicep.Expression[],
  node: Bicep.Expression,
  context: LowerContext,
): CallExpression | Expression {
  if (operands.some((each) => each.kind === "error")) return unreadableAt(node, context);
  const values = operands.map((each) => lowerExpression(each, context));
  return { kind: "call", span: context.spanOf(node), name, arguments: values };
}

function lowerTernary(node: Ternary, context: LowerContext): Expression {
  const { condition, whenTrue, whenFalse } = node;
  if ([condition, whenTrue, whenFalse].some((each) => each.kind === "error"))
    return unreadableAt(node, context);
  return {
    kind: "conditional",
    span: context.spanOf(node),
    test: lowerExpression(condition, context),
    yes: lowerExpression(whenTrue, context),
    no: lowerExpression(whenFalse, context),
  };
}

function lowerLambda(node: Lambda, context: LowerContext): Expression {
  const parameters = node.parameters.map((each) => (each.kind === "name" ? each.text : null));
  const names = parameters.filter((each) => each !== null);
  if (names.length < parameters.length || node.body.kind === "error") return unreadableAt(node, context);
  const body = lowerExpression(node.body, withLocals(names, context));
  return { kind: "lambda", span: context.spanOf(node), parameters: names, body };
}

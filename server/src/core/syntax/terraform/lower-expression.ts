import type { Entry, Expression, Spread } from "../../template/expression.ts";
import type { Moved } from "../../text/edited.ts";
import type { DocumentId, Span } from "../../text/document.ts";
import type { HclNode } from "./hcl/node.ts";
import {
  call,
  literal,
  loopOf,
  type LowerContext,
  type PartSpans,
  spanOf,
  textOf,
  unreadable,
  withVariables,
} from "./lower-context.ts";
import { lowerTemplate } from "./lower-template.ts";
import { lowerSteps, startOfTraversal } from "./lower-traversal.ts";

/** Where the expressions of a text are read; `place` is where a generated text is reported. */
export function lowerContext(
  document: DocumentId,
  text: string,
  place: PartSpans | null = null,
): LowerContext {
  return { document, text, place, variables: new Set(), iterators: new Set(), lower: lowerExpression };
}

/** Where the expressions of a part are read that has moved since. */
export function movedContext(document: DocumentId, { text, by }: Moved): LowerContext {
  return lowerContext(document, text, ({ start, end }) => ({ document, start: start + by, end: end + by }));
}

/**
 * Lowers an expression (https://developer.hashicorp.com/terraform/language/expressions). One with a syntax error inside is
 * unreadable as a whole.
 */
export function lowerExpression(node: HclNode, context: LowerContext): Expression {
  if (node.broken) return unreadable(spanOf(node, context));
  return lowerTerms(node.children, spanOf(node, context), context);
}

/** A term and what follows it: `a.b[0]`, `(x).y`. */
function lowerTerms(nodes: readonly HclNode[], span: Span, context: LowerContext): Expression {
  const [first, second] = nodes;
  if (!first) return unreadable(span);
  if (first.type === "(" && second)
    return lowerSteps(lowerExpression(second, context), nodes.slice(3), context);
  if (first.type === "variable_expr") {
    const { start, rest } = startOfTraversal(first, nodes.slice(1), context);
    return lowerSteps(start, rest, context);
  }
  return lowerSteps(lowerTerm(first, context), nodes.slice(1), context);
}

function lowerTerm(node: HclNode, context: LowerContext): Expression {
  const span = spanOf(node, context);
  const [first] = node.children;
  switch (node.type) {
    case "expression":
      return lowerExpression(node, context);
    case "literal_value":
    case "collection_value":
    case "template_expr":
    case "for_expr":
      return first ? lowerTerm(first, context) : unreadable(span);
    case "numeric_lit":
      return lowerNumber(textOf(node, context), span);
    case "bool_lit":
      return literal(textOf(node, context) === "true", span);
    case "null_lit":
      return literal(null, span);
    case "string_lit":
    case "quoted_template":
    case "heredoc_template":
      return lowerTemplate(node, context);
    case "tuple":
      return lowerTuple(node, context);
    case "object":
      return lowerObject(node, context);
    case "for_tuple_expr":
    case "for_object_expr":
      return lowerFor(node, context);
    case "function_call":
      return lowerCall(node, context);
    case "conditional":
      return lowerConditional(node, context);
    case "operation":
      return lowerOperation(node, context);
    default:
      return unreadable(span, { kind: "code", name: node.type });
  }
}

/** Terraform calculates with 512 bits, of which there are 53 here: https://github.com/zclconf/go-cty/blob/main/docs/types.md */
function lowerNumber(text: string, span: Span): Expression {
  const [digits = ""] = /^[^eE]*/.exec(text.replace(".", "").replace(/^0+/, "")) ?? [];
  const value = Number(text);
  const isExact = digits.length < 16 && (value !== 0 || digits === "") && Number.isFinite(value);
  return isExact ? literal(value, span) : unreadable(span, { kind: "code", name: text });
}

function lowerTuple(node: HclNode, context: LowerContext): Expression {
  const items = node.children
    .filter((child) => child.type === "expression")
    .map((child) => lowerExpression(child, context));
  return { kind: "list", span: spanOf(node, context), items, intact: true };
}

function lowerObject(node: HclNode, context: LowerContext): Expression {
  const entries = node.children
    .filter((child) => child.type === "object_elem")
    .map((child) => lowerElement(child, context));
  const intact = !node.children.some((child) => child.hides);
  return { kind: "dictionary", span: spanOf(node, context), entries, intact };
}

function lowerElement(node: HclNode, context: LowerContext): Entry | Spread {
  const [key, value] = node.children.filter((child) => child.type === "expression");
  const span = spanOf(node, context);
  if (!key || !value) return { kind: "spread", span, value: unreadable(span) };
  return { kind: "entry", span, key: lowerKey(key, context), value: lowerExpression(value, context) };
}

/** A bare name is the key itself, in NFC as all names of attributes (https://github.com/zclconf/go-cty/blob/main/cty/value_init.go); a computed key is in parentheses. */
function lowerKey(node: HclNode, context: LowerContext): Expression {
  const [only, ...more] = node.children;
  if (only?.type === "variable_expr" && more.length === 0)
    return literal(textOf(only, context).normalize("NFC"), spanOf(node, context));
  const key = lowerExpression(node, context);
  return key.kind === "literal" && Number.isSafeInteger(key.value) && !Object.is(key.value, -0)
    ? literal(String(key.value), key.span)
    : key;
}

function lowerCall(node: HclNode, context: LowerContext): Expression {
  const [name] = node.children;
  const list = node.children.find((child) => child.type === "function_arguments");
  const given = list?.children ?? [];
  const values = given
    .filter((child) => child.type === "expression")
    .map((child) => lowerExpression(child, context));
  const label = name ? textOf(name, context) : "";
  const shared = { kind: "call", span: spanOf(node, context), name: label, arguments: values } as const;
  return given.some((child) => child.type === "ellipsis") ? { ...shared, spreadLast: true } : shared;
}

function lowerConditional(node: HclNode, context: LowerContext): Expression {
  const [test, yes, no] = node.children
    .filter((child) => child.type === "expression")
    .map((child) => lowerExpression(child, context));
  const span = spanOf(node, context);
  return test && yes && no ? { kind: "conditional", span, test, yes, no } : unreadable(span);
}

/** Operators are calls named after them; the minus sign before a value is `negate`. */
function lowerOperation(node: HclNode, context: LowerContext): Expression {
  const span = spanOf(node, context);
  const [inner] = node.children;
  const parts = inner?.children ?? [];
  if (inner?.type === "unary_operation") {
    const [operator, ...operand] = parts;
    if (!operator) return unreadable(span);
    return negated(operator.type, lowerTerms(operand, span, context), span);
  }
  const at = parts.findIndex((part) => operators.has(part.type));
  const operator = parts[at];
  if (!operator) return unreadable(span);
  return call(
    operator.type,
    span,
    lowerTerms(parts.slice(0, at), partSpan(parts.slice(0, at), span), context),
    lowerTerms(parts.slice(at + 1), partSpan(parts.slice(at + 1), span), context),
  );

  function partSpan(of: readonly HclNode[], around: Span): Span {
    const [first, last] = [of[0], of.at(-1)];
    return first && last ? spanOf({ start: first.start, end: last.end }, context) : around;
  }
}

function negated(operator: string, value: Expression, span: Span): Expression {
  if (operator !== "-") return call(operator, span, value);
  return value.kind === "literal" && typeof value.value === "number"
    ? literal(-value.value, span)
    : call("negate", span, value);
}

const operators: ReadonlySet<string> = new Set("== != < > <= >= && || + - * / %".split(" "));

/** `[for …]` and `{for …}`: https://developer.hashicorp.com/terraform/language/expressions/for */
function lowerFor(node: HclNode, context: LowerContext): Expression {
  const span = spanOf(node, context);
  const intro = node.children.find((child) => child.type === "for_intro");
  const source = intro?.children.find((child) => child.type === "expression");
  if (!intro || !source) return unreadable(span);
  const { loop, names } = loopOf(intro, source, context);
  const inside = withVariables(context, names);
  const parts = node.children
    .filter((child) => child.type === "expression")
    .map((child) => inside.lower(child, inside));
  const body = parts.at(-1);
  const filter = node.children.find((child) => child.type === "for_cond")?.children[1];
  if (!body) return unreadable(span);
  return {
    kind: "for",
    span,
    loop,
    filter: filter ? inside.lower(filter, inside) : null,
    key: node.type === "for_object_expr" ? (parts[0] ?? null) : null,
    grouped: node.children.some((child) => child.type === "ellipsis"),
    body,
  };
}

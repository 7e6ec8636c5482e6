import { Remembered } from "../../logic/memoize.ts";
import type { DictionaryExpression, Entry, Expression } from "../../template/expression.ts";
import type { Document, DocumentId, Span } from "../../text/document.ts";
import type { Moved } from "../../text/edited.ts";
import type { Element, Expression as HclExpression, For, ObjectNode, Unary } from "./hcl/nodes.ts";
import { readTemplateText } from "./hcl/parse.ts";
import {
  call,
  embeddedContext,
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
import { lowerSteps, lowerTraversal } from "./lower-traversal.ts";

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

/** Lowers an expression: https://developer.hashicorp.com/terraform/language/expressions */
export function lowerExpression(node: HclExpression, context: LowerContext): Expression {
  const span = spanOf(node, context);
  const lower = (inner: HclExpression): Expression => lowerExpression(inner, context);
  switch (node.kind) {
    case "parentheses":
      return lower(node.inner);
    case "literal":
      return literal(node.value, span);
    case "number":
      return lowerNumber(textOf(node, context), span);
    case "template":
      return lowerTemplate(node, context);
    case "tuple":
      return { kind: "list", span, items: node.items.map(lower), intact: true };
    case "object":
      return lowerObject(node, context);
    case "for":
      return lowerFor(node, context);
    case "call": {
      const shared = { kind: "call", span, name: node.name, arguments: node.items.map(lower) } as const;
      return node.expands ? { ...shared, spreadLast: true } : shared;
    }
    case "conditional":
      return { kind: "conditional", span, test: lower(node.test), yes: lower(node.yes), no: lower(node.no) };
    case "unary":
      return lowerUnary(node, context);
    case "binary":
      return call(node.operator, span, lower(node.left), lower(node.right));
    case "variable":
      return lowerTraversal(node, [], context);
    case "traversal":
      return node.of.kind === "variable"
        ? lowerTraversal(node.of, node.steps, context)
        : lowerSteps(lower(node.of), node.steps, context);
    case "embedded":
      return lowerExpression(node.inner, embeddedContext(node, context));
    case "error":
      return unreadable(span);
  }
}

/** Terraform calculates with 512 bits, of which there are 53 here: https://github.com/zclconf/go-cty/blob/main/docs/types.md */
function lowerNumber(text: string, span: Span): Expression {
  const [digits = ""] = /^[^eE]*/.exec(text.replace(".", "").replace(/^-?0*/, "")) ?? [];
  const value = Number(text);
  const isExact = digits.length < 16 && (value !== 0 || digits === "") && Number.isFinite(value);
  return isExact ? literal(value, span) : unreadable(span, { kind: "code", name: text });
}

function lowerObject(node: ObjectNode, context: LowerContext): DictionaryExpression {
  const entries = node.elements.map((element) => lowerElement(element, context));
  return { kind: "dictionary", span: spanOf(node, context), entries, intact: node.intact };
}

function lowerElement(node: Element, context: LowerContext): Entry {
  const value = context.lower(node.value, context);
  return { kind: "entry", span: spanOf(node, context), key: lowerKey(node.key, context), value };
}

/** A bare name is the key itself, in NFC as all names of attributes (https://github.com/zclconf/go-cty/blob/main/cty/value_init.go); a computed key is in parentheses, and Terraform refuses `a.b`. */
function lowerKey(node: HclExpression, context: LowerContext): Expression {
  if (node.kind === "variable" || node.kind === "literal")
    return literal(textOf(node, context).normalize("NFC"), spanOf(node, context));
  if (node.kind === "traversal" && node.of.kind === "variable") return unreadable(spanOf(node, context));
  const key = lowerExpression(node, context);
  return key.kind === "literal" && Number.isSafeInteger(key.value) && !Object.is(key.value, -0)
    ? literal(String(key.value), key.span)
    : key;
}

/** Operators are calls named after them; the minus sign before a value is `negate`. */
function lowerUnary(node: Unary, context: LowerContext): Expression {
  const span = spanOf(node, context);
  const value = lowerExpression(node.operand, context);
  if (node.operator !== "-") return call(node.operator, span, value);
  return value.kind === "literal" && typeof value.value === "number"
    ? literal(-value.value, span)
    : call("negate", span, value);
}

/** `[for …]` and `{for …}`: https://developer.hashicorp.com/terraform/language/expressions/for */
function lowerFor(node: For, context: LowerContext): Expression {
  const { grouped } = node;
  const inside = withVariables(context, node.head.names);
  const [key, body, filter] = [node.key, node.body, node.filter].map(
    (part) => part && lowerExpression(part, inside),
  );
  const span = spanOf(node, context);
  if (!body) return unreadable(span);
  return {
    kind: "for",
    span,
    loop: loopOf(node.head, context),
    filter: filter ?? null,
    key: key ?? null,
    grouped,
    body,
  };
}

const cache = new Remembered<Document, Map<string, Expression | null>>();

/**
 * A file that is a template (https://developer.hashicorp.com/terraform/language/functions/templatefile), in which these names are
 * variables; null if it cannot be read. It is memoized by document and names.
 */
export function templateOfFile(document: Document, names: readonly string[]): Expression | null {
  const before = cache.get(document) ?? new Map<string, Expression | null>();
  cache.set(document, before);
  const key = names.join(" ");
  const known = before.get(key);
  if (known !== undefined) return known;
  const template = read(document, new Set(names));
  before.set(key, template);
  return template;
}

function read({ id, text }: Document, variables: ReadonlySet<string>): Expression | null {
  const template = readTemplateText(text);
  const place = { document: id, start: 0, end: text.length };
  return template && lowerExpression(template, { ...lowerContext(id, text, place), variables });
}

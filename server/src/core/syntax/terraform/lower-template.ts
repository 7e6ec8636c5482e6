import type { Expression } from "../../template/expression.ts";
import type { Span } from "../../text/document.ts";
import type { Mark, Place, Template } from "./hcl/nodes.ts";
import { call, literal, loopOf, type LowerContext, spanOf, withVariables } from "./lower-context.ts";
import { textsBetween } from "./template-text.ts";

/**
 * Quoted and heredoc strings: https://developer.hashicorp.com/terraform/language/expressions/strings. One that is nothing but an
 * interpolation is its value.
 */
export function lowerTemplate(node: Template, context: LowerContext): Expression {
  const rest: Rest = { marks: node.marks, texts: textsBetween(node, context.text), at: 0 };
  return textFrom(partsOf(rest, context), spanOf(node, context));
}

/** What of a template is still to be lowered: a text, and then the mark at that place. */
interface Rest {
  readonly marks: readonly Mark[];
  readonly texts: readonly string[];
  at: number;
}

type Part = string | Expression;

/** The parts up to the mark that ends a directive, or to the end. */
function partsOf(rest: Rest, context: LowerContext): readonly Part[] {
  const parts: Part[] = [];
  for (;;) {
    parts.push(rest.texts[rest.at] ?? "");
    const mark = rest.marks[rest.at];
    if (!mark || isEnd(mark)) break;
    rest.at++;
    if (mark.kind === "value") parts.push(context.lower(mark.value, context));
    else if (mark.kind === "if") parts.push(lowerIf(mark, rest, context));
    else parts.push(lowerFor(mark, rest, context));
  }
  return parts.filter((part) => part !== "");
}

function isEnd(mark: Mark): mark is Extract<Mark, { kind: "else" | "endif" | "endfor" }> {
  return mark.kind === "else" || mark.kind === "endif" || mark.kind === "endfor";
}

/** What is between two marks; the second one is taken. */
function lowerInside(
  from: Place,
  rest: Rest,
  context: LowerContext,
): readonly [Expression, Place & Partial<Mark>] {
  const parts = partsOf(rest, context);
  const end = rest.marks[rest.at++] ?? from;
  return [textFrom(parts, spanOf({ start: from.end, end: end.start }, context)), end];
}

function lowerIf(mark: Extract<Mark, { kind: "if" }>, rest: Rest, context: LowerContext): Expression {
  const [yes, after] = lowerInside(mark, rest, context);
  const [no, end] =
    after.kind === "else"
      ? lowerInside(after, rest, context)
      : [literal("", spanOf({ start: after.start, end: after.start }, context)), after];
  const span = spanOf({ start: mark.start, end: end.end }, context);
  return { kind: "conditional", span, test: context.lower(mark.value, context), yes, no };
}

function lowerFor(mark: Extract<Mark, { kind: "for" }>, rest: Rest, context: LowerContext): Expression {
  const [body, { end }] = lowerInside(mark, rest, withVariables(context, mark.head.names));
  const span = spanOf({ start: mark.start, end }, context);
  const loop = { ...loopOf(mark.head, context), span: spanOf(mark, context) };
  const iterations = { kind: "for", span, loop, filter: null, key: null, grouped: false, body } as const;
  return call("join", span, literal("", span), iterations);
}

function textFrom(parts: readonly Part[], span: Span): Expression {
  const [only] = parts;
  if (only === undefined) return literal("", span);
  if (parts.every((part) => typeof part === "string")) return literal(parts.join("").normalize("NFC"), span);
  if (parts.length === 1 && typeof only !== "string") return only;
  return { kind: "text", span, parts: parts.map((part) => piece(part, span)) };
}

/** A value that is not a string is converted to one. */
function piece(part: Part, span: Span): Expression {
  if (typeof part === "string") return literal(part.normalize("NFC"), span);
  if (part.kind === "literal" && typeof part.value === "string") return part;
  return part.kind === "text" ? part : call("tostring", part.span, part);
}

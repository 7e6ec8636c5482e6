import type { Expression } from "../../template/expression.ts";
import type { Span } from "../../text/span.ts";
import type { HclNode } from "./hcl/node.ts";
import type { LowerContext } from "./lower-context.ts";
import { call, literal, spanOf, textOf, unreadable, withVariables } from "./lower-context.ts";
import { dedent, heredocContent, unescapeHeredoc, unescapeQuoted } from "./template-text.ts";

/**
 * Quoted and heredoc strings: https://developer.hashicorp.com/terraform/language/expressions/strings. One that is nothing but an
 * interpolation is its value.
 */
export function lowerTemplate(node: HclNode, context: LowerContext): Expression {
  const span = spanOf(node, context);
  if (node.type === "heredoc_template") return lowerHeredoc(node, context);
  const range = { start: node.start + 1, end: node.end - 1 };
  const parts = partsIn(node.children, range, context).map((part) =>
    typeof part === "string" ? unescapeQuoted(part) : part,
  );
  return textFrom(parts, span);
}

/** A template without quotes, as in JSON strings and files of templates; its own nodes are the special ones. */
function lowerBareTemplate(nodes: readonly HclNode[], range: Range, context: LowerContext): Expression {
  return textFrom(partsIn(nodes, range, context).map(unescapePart), spanOf(range, context));
}

interface Range {
  readonly start: number;
  readonly end: number;
}

type Part = string | Expression;

function lowerHeredoc(node: HclNode, context: LowerContext): Expression {
  const content = heredocContent(context.text, node);
  const parts = partsIn(node.children, content, context);
  const isIndented = context.text.startsWith("<<-", node.start);
  const plain = isIndented ? dedent(parts) : parts;
  return textFrom(plain.map(unescapePart), spanOf(node, context));
}

function unescapePart(part: Part): Part {
  return typeof part === "string" ? unescapeHeredoc(part) : part;
}

/** The text between interpolations and directives is taken verbatim: the parser's own pieces lose white space. */
function partsIn(nodes: readonly HclNode[], range: Range, context: LowerContext): readonly Part[] {
  const parts: Part[] = [];
  let at = range.start;
  let trimNext = false;
  const addText = (end: number, trimEnd: boolean): void => {
    const raw = context.text.slice(at, end);
    const begun = trimNext ? raw.trimStart() : raw;
    parts.push(trimEnd ? begun.trimEnd() : begun);
  };
  for (const node of nodes) {
    if (node.type !== "template_interpolation" && node.type !== "template_directive") continue;
    if (node.start < at || node.end > range.end) continue;
    addText(node.start, isStrip(context.text, node.start + 2));
    parts.push(lowerPart(node, context));
    at = node.end;
    trimNext = isStrip(context.text, node.end - 2);
  }
  addText(range.end, false);
  return parts.filter((part) => part !== "");
}

function isStrip(text: string, at: number): boolean {
  return text[at] === "~";
}

function lowerPart(node: HclNode, context: LowerContext): Expression {
  const span = spanOf(node, context);
  if (node.broken) return unreadable(span);
  if (node.type === "template_interpolation") {
    const inner = node.children.find((child) => child.type === "expression");
    return inner ? context.lower(inner, context) : unreadable(span);
  }
  const [directive] = node.children;
  if (directive?.type === "template_if") return lowerIf(directive, context);
  if (directive?.type === "template_for") return lowerForDirective(directive, context);
  return unreadable(span);
}

function lowerIf(node: HclNode, context: LowerContext): Expression {
  const span = spanOf(node, context);
  const intro = childOf(node, "template_if_intro");
  const otherwise = childOf(node, "template_else_intro");
  const end = childOf(node, "template_if_end");
  const test = intro && childOf(intro, "expression");
  if (!intro || !end || !test) return unreadable(span);
  const yes = { start: intro.end, end: (otherwise ?? end).start };
  const no = { start: otherwise?.end ?? end.start, end: end.start };
  return {
    kind: "conditional",
    span,
    test: context.lower(test, context),
    yes: lowerBareTemplate(node.children, yes, context),
    no: lowerBareTemplate(node.children, no, context),
  };
}

function lowerForDirective(node: HclNode, context: LowerContext): Expression {
  const span = spanOf(node, context);
  const intro = childOf(node, "template_for_start");
  const end = childOf(node, "template_for_end");
  const source = intro && childOf(intro, "expression");
  if (!intro || !end || !source) return unreadable(span);
  const names = intro.children
    .filter((child) => child.type === "identifier")
    .map((child) => textOf(child, context));
  const inside = withVariables(context, names);
  const [first = null, second] = names;
  const iterations: Expression = {
    kind: "for",
    span,
    loop: {
      span: spanOf(intro, context),
      source: context.lower(source, context),
      item: second ?? first,
      index: null,
      key: second === undefined ? null : first,
    },
    filter: null,
    key: null,
    grouped: false,
    body: lowerBareTemplate(node.children, { start: intro.end, end: end.start }, inside),
  };
  return call("join", span, literal("", span), iterations);
}

function childOf(node: HclNode, type: string): HclNode | undefined {
  return node.children.find((child) => child.type === type);
}

function textFrom(parts: readonly Part[], span: Span): Expression {
  const [only] = parts;
  if (only === undefined) return literal("", span);
  if (parts.every((part) => typeof part === "string")) return literal(parts.join(""), span);
  if (parts.length === 1 && typeof only !== "string") return only;
  return { kind: "text", span, parts: parts.map((part) => piece(part, span)) };
}

/** A value that is not a string is converted to one. */
function piece(part: Part, span: Span): Expression {
  if (typeof part === "string") return literal(part, span);
  if (part.kind === "literal" && typeof part.value === "string") return part;
  return part.kind === "text" ? part : call("tostring", part.span, part);
}

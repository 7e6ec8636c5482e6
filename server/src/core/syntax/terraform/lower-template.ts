import type { Expression } from "../../template/expression.ts";
import type { Span } from "../../text/document.ts";
import type { HclNode } from "./hcl/node.ts";
import {
  call,
  literal,
  loopOf,
  type LowerContext,
  spanOf,
  unreadable,
  withVariables,
} from "./lower-context.ts";
import { heredocContent, textsBetween } from "./template-text.ts";

/**
 * Quoted and heredoc strings: https://developer.hashicorp.com/terraform/language/expressions/strings. One that is nothing but an
 * interpolation is its value.
 */
export function lowerTemplate(node: HclNode, context: LowerContext): Expression {
  const isHeredoc = node.type === "heredoc_template";
  const range = isHeredoc ? heredocContent(context.text, node) : { start: node.start + 1, end: node.end - 1 };
  const isIndented = isHeredoc && context.text.startsWith("<<-", node.start);
  const style = isIndented ? "indented-lines" : isHeredoc ? "lines" : "quoted";
  const markers = markersIn(node.children, range);
  const inside = { ...context, texts: textsBetween(markers, range, context.text, style) };
  return textFrom(partsIn(node.children, range, inside), spanOf(node, context));
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Inside a template, whose text is known by where it begins. */
interface TemplateContext extends LowerContext {
  readonly texts: ReadonlyMap<number, string>;
}

type Part = string | Expression;

/** Where there is no text: interpolations and directives, those inside of directives too. */
function markersIn(nodes: readonly HclNode[], range: Range): readonly Range[] {
  return nodes.flatMap((node): readonly Range[] => {
    if (node.start < range.start || node.end > range.end) return [];
    switch (node.type) {
      case "template_interpolation":
      case "template_if_intro":
      case "template_else_intro":
      case "template_if_end":
      case "template_for_start":
      case "template_for_end":
        return [node];
      case "template_directive":
        return node.broken ? [node] : markersIn(node.children, range);
      default:
        return markersIn(node.children, range);
    }
  });
}

/** What is between interpolations and directives is taken verbatim: the parser's own pieces lose white space. */
function partsIn(nodes: readonly HclNode[], range: Range, context: TemplateContext): readonly Part[] {
  const parts: Part[] = [];
  let at = range.start;
  for (const node of nodes) {
    if (node.type !== "template_interpolation" && node.type !== "template_directive") continue;
    if (node.start < at || node.end > range.end) continue;
    parts.push(context.texts.get(at) ?? "", lowerPart(node, context));
    at = node.end;
  }
  parts.push(context.texts.get(at) ?? "");
  return parts.filter((part) => part !== "");
}

/** A part of a template, such as what is between `if` and `else`. */
function lowerInside(nodes: readonly HclNode[], range: Range, context: TemplateContext): Expression {
  return textFrom(partsIn(nodes, range, context), spanOf(range, context));
}

function lowerPart(node: HclNode, context: TemplateContext): Expression {
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

function lowerIf(node: HclNode, context: TemplateContext): Expression {
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
    yes: lowerInside(node.children, yes, context),
    no: lowerInside(node.children, no, context),
  };
}

function lowerForDirective(node: HclNode, context: TemplateContext): Expression {
  const span = spanOf(node, context);
  const intro = childOf(node, "template_for_start");
  const end = childOf(node, "template_for_end");
  const source = intro && childOf(intro, "expression");
  if (!intro || !end || !source) return unreadable(span);
  const { loop, names } = loopOf(intro, source, context);
  const inside = { ...withVariables(context, names), texts: context.texts };
  const iterations: Expression = {
    kind: "for",
    span,
    loop,
    filter: null,
    key: null,
    grouped: false,
    body: lowerInside(node.children, { start: intro.end, end: end.start }, inside),
  };
  return call("join", span, literal("", span), iterations);
}

function childOf(node: HclNode, type: string): HclNode | undefined {
  return node.children.find((child) => child.type === type);
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

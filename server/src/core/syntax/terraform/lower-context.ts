import type { Construct } from "../../template/construct.ts";
import type { Expression, Literal, Loop, UnreadableExpression } from "../../template/expression.ts";
import type { DocumentId, Span } from "../../text/document.ts";
import type { Embedded, Expression as HclExpression, ForHead, Place } from "./hcl/nodes.ts";

/** One span for a whole text, or a function that returns the span of each part. */
export type PartSpans = Span | ((part: Place) => Span);

/** Where an expression is read: the document, and the names that loops and dynamic blocks around it bind. */
export interface LowerContext {
  readonly document: DocumentId;
  readonly text: string;
  /** Where the parts of a generated text, which is not in any document, are reported. */
  readonly place: PartSpans | null;
  /** Names of `for`, which are values. */
  readonly variables: ReadonlySet<string>;
  /** Names of dynamic blocks, which have a key and a value. */
  readonly iterators: ReadonlySet<string>;
  /** Lowers an expression; given here because expressions, loops and templates need each other. */
  readonly lower: (node: HclExpression, context: LowerContext) => Expression;
}

/** The same with more variables of a `for`. */
export function withVariables(context: LowerContext, names: readonly string[]): LowerContext {
  const iterators = new Set([...context.iterators].filter((name) => !names.includes(name)));
  return { ...context, variables: new Set([...context.variables, ...names]), iterators };
}

/** The same inside a dynamic block. */
export function withIterator(context: LowerContext, name: string): LowerContext {
  const variables = new Set([...context.variables].filter((each) => each !== name));
  return { ...context, variables, iterators: new Set([...context.iterators, name]) };
}

export function spanOf(node: Place, { document, place }: LowerContext): Span {
  if (typeof place === "function") return place(node);
  return place ?? { document, start: node.start, end: node.end };
}

export function textOf(node: HclExpression, { text }: LowerContext): string {
  return node.kind === "embedded" ? node.text : text.slice(node.start, node.end);
}

/** Where what is inside a string of JSON is read. It is reported at all of the string, with its quotes only if it is all of it. */
export function embeddedContext({ start, end, text }: Embedded, context: LowerContext): LowerContext {
  const [whole, inside] = [
    spanOf({ start, end }, context),
    spanOf({ start: start + 1, end: end - 1 }, context),
  ];
  const place = (part: Place): Span => (part.end - part.start === text.length ? whole : inside);
  return { ...context, text, place };
}

/** The loop that the head of a `for` introduces. */
export function loopOf(head: ForHead, context: LowerContext): Loop {
  const [first = null, second] = head.names;
  return {
    span: spanOf(head, context),
    source: context.lower(head.source, context),
    item: second ?? first,
    index: null,
    key: second === undefined ? null : first,
  };
}

export function literal(value: Literal["value"], span: Span): Literal {
  return { kind: "literal", span, value };
}

export function call(name: string, span: Span, ...values: readonly Expression[]): Expression {
  return { kind: "call", span, name, arguments: values };
}

/** A syntax error, or a construct that is not read. */
export function unreadable(span: Span, construct: Construct | null = null): UnreadableExpression {
  return { kind: "unreadable", span, construct };
}

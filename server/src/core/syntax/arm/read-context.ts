import type { Construct } from "../../template/construct.ts";
import type { UnreadableExpression } from "../../template/expression.ts";
import type { Moved } from "../../text/edited.ts";
import type { DocumentId, Span } from "../../text/document.ts";
import type { SyntaxProblem } from "../syntax.ts";
import type { JsonNode, JsonText } from "./json/node.ts";

/** What lowering needs to know of the place it is at. */
export interface ReadContext {
  readonly document: DocumentId;
  readonly text: string;
  readonly json: JsonText;
  /** Whether `"[…]"` is an expression: in templates it is, in parameter files and exports it is text. */
  readonly expressions: boolean;
  /** The local that a `copyIndex()` without a name means; null outside loops. */
  readonly copyIndex: string | null;
  /** Inside a user function `parameters()` means the function's own. */
  readonly inFunction: boolean;
  /** Where all of it is reported; null to report it where it is written. */
  readonly place: Span | null;
  /** How far it has moved since it was read. */
  readonly by: number;
  /** All expressions in it were found to be without errors. */
  readonly sound: boolean;
  /** Errors of expressions are gathered here. */
  readonly problems: SyntaxProblem[];
}

/** The context of a whole text; with `place` all of it counts as written there. */
export function readContext(
  document: { readonly id: DocumentId; readonly text: string },
  json: JsonText,
  expressions: boolean,
  problems: SyntaxProblem[],
  place: Span | null = null,
): ReadContext {
  const { id, text } = document;
  const nothing = { copyIndex: null, inFunction: false } as const;
  return {
    document: place?.document ?? id,
    text,
    json,
    expressions,
    ...nothing,
    place,
    by: 0,
    sound: false,
    problems,
  };
}

export function spanOf(place: { readonly start: number; readonly end: number }, context: ReadContext): Span {
  const { document, by } = context;
  return context.place ?? { document, start: place.start + by, end: place.end + by };
}

/** The context of a value that was read in another text, before it was edited. */
export function movedContext({ text, by }: Moved, sound: boolean, context: ReadContext): ReadContext {
  return { ...context, text, by, sound };
}

/** The value cannot be read: because of a syntax error, or because the construct is not supported. */
export function unreadableAt(
  place: { readonly start: number; readonly end: number },
  context: ReadContext,
  construct: Construct | null = null,
): UnreadableExpression {
  return { kind: "unreadable", span: spanOf(place, context), construct };
}

/** Whether everything in an object or array is certainly visible. */
export function isIntact(node: JsonNode, context: ReadContext): boolean {
  if (node.kind !== "object" && node.kind !== "array") return node.kind !== "unreadable";
  return node.intact && context.json.balanced;
}

/** Whether the members of an object itself are certainly all seen, whatever is wrong deeper down. */
export function isListed(node: JsonNode, context: ReadContext): boolean {
  if (node.kind !== "object" && node.kind !== "array") return node.kind !== "unreadable";
  return node.listed && context.json.balanced && !(node.kind === "object" && node.repeats);
}

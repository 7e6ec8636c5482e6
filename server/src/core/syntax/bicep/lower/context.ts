import type * as Bicep from "../nodes.ts";
import type { Construct } from "../../../template/construct.ts";
import type { DeclaredType } from "../../../template/declared-type.ts";
import type { NameSpace, UnreadableExpression } from "../../../template/expression.ts";
import type { DocumentId, Span } from "../../../text/document.ts";
import type { Decorator } from "../nodes.ts";

/** A stretch of the text, as nodes have it. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** The meaning of a name. */
export type Meaning =
  /** Something that a `NameExpression` refers to. */
  | { readonly kind: "name"; readonly space: NameSpace; readonly name: string }
  /** A function that the file declares. */
  | { readonly kind: "function" }
  /** A variable, function or type in another file; only its use shows which. */
  | { readonly kind: "import" }
  /** All that another file exports: `import * as name`. */
  | { readonly kind: "namespace" };

/** Names in scope; inner ones hide outer ones. */
export interface Names {
  readonly own: ReadonlyMap<string, Meaning>;
  readonly outer: Names | null;
}

/** What lowering needs to know of the place it is at. */
export interface LowerContext {
  readonly document: DocumentId;
  readonly text: string;
  readonly spanOf: (place: Stretch, by?: number) => Span;
  readonly names: Names;
  /** The types that the file declares. */
  readonly types: ReadonlyMap<string, DeclaredType>;
}

export function meaningOf(name: string, context: LowerContext): Meaning | undefined {
  for (let at: Names | null = context.names; at; at = at.outer) {
    const meaning = at.own.get(name);
    if (meaning) return meaning;
  }
  return undefined;
}

/** The context in which these names are locals: of a loop, a lambda or a function. */
export function withLocals(names: readonly (string | null)[], context: LowerContext): LowerContext {
  const own = names
    .filter((name) => name !== null)
    .map((name) => [name, { kind: "name", space: "local", name }] as const);
  return own.length === 0 ? context : { ...context, names: { own: new Map(own), outer: context.names } };
}

/** The value cannot be read: because of a syntax error, or because the construct is not supported. */
export function unreadableAt(
  place: Stretch,
  context: LowerContext,
  construct: Construct | null = null,
): UnreadableExpression {
  return { kind: "unreadable", span: context.spanOf(place), construct };
}

/** The arguments of the decorator of that name, `@name(…)` or `@sys.name(…)`; null if there is none. */
export function decoratorNamed(
  decorators: readonly Decorator[],
  name: string,
): readonly Bicep.Expression[] | null {
  for (const { expression } of decorators) {
    const isCall = expression.kind === "call" || expression.kind === "methodCall";
    if (isCall && expression.name.kind === "name" && expression.name.text === name) return expression.args;
  }
  return null;
}

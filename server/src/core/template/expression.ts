import type { Span } from "../text/document.ts";
import type { Construct } from "./construct.ts";

/**
 * The one expression language that ARM JSON, Bicep and Terraform are lowered to. Operators are calls whose
 * function is named after the operator ("==", "&&", "?:" is its own node), so each dialect brings its own table of functions.
 */
export type Expression =
  | Literal
  | TextExpression
  | ListExpression
  | DictionaryExpression
  | NameExpression
  | CallExpression
  | MemberExpression
  | IndexExpression
  | ConditionalExpression
  | LambdaExpression
  | ForExpression
  | UnreadableExpression;

/** A node of one kind with its place and fields, none of which changes. */
type Node<Kind extends string, Fields = unknown> = {
  readonly kind: Kind;
  readonly span: Span;
} & Readonly<Fields>;

export type Literal = Node<"literal", { value: null | boolean | number | string }>;

/** A string with interpolated parts; literal pieces are `Literal` strings. */
export type TextExpression = Node<"text", { parts: readonly Expression[] }>;

export interface ListExpression extends Node<"list"> {
  readonly items: readonly (Expression | Spread)[];
  /** False when a syntax error inside may hide items. */
  readonly intact: boolean;
  /** The items are Terraform blocks of one type: if only one is allowed, the list represents this block. */
  readonly blocks?: true;
  /** The items are a set, without places. */
  readonly isSet?: true;
}

export interface DictionaryExpression {
  readonly kind: "dictionary";
  /** The braces included. For a Terraform block: the body between the braces, braces included. */
  readonly span: Span;
  readonly entries: readonly (Entry | Spread)[];
  /** False when a syntax error inside may hide entries: then no absence is claimed. */
  readonly intact: boolean;
}

export interface Entry extends Node<"entry"> {
  /** A string literal in all but computed keys. */
  readonly key: Expression;
  readonly value: Expression;
}

/** `...value` (Bicep): its items or entries are added to the enclosing list or dictionary. */
export type Spread = Node<"spread", { value: Expression }>;

/** What a name means is settled by the reader of the syntax, which knows the declarations. */
export type NameSpace = "parameter" | "variable" | "resource" | "module" | "local";

export interface NameExpression extends Node<"name"> {
  readonly space: NameSpace;
  /** As the maps of `Template` are keyed: lower case in ARM JSON, as written elsewhere. */
  readonly name: string;
}

export interface CallExpression extends Node<"call"> {
  /** The function's name in its dialect's table; user functions as `namespace.name`. */
  readonly name: string;
  readonly arguments: readonly Expression[];
  /** Terraform's `f(list...)`: the last argument is spread over the parameters. */
  readonly spreadLast?: boolean;
}

export interface MemberExpression extends Node<"member"> {
  readonly target: Expression;
  readonly name: string;
  /** The span of the name alone. */
  readonly nameSpan: Span;
  /** `.?`: a missing member is null. */
  readonly safe: boolean;
}

export interface IndexExpression extends Node<"index"> {
  readonly target: Expression;
  readonly index: Expression;
  readonly safe: boolean;
  /** `[^1]` counts from the end, 1-based. */
  readonly fromEnd: boolean;
}

export type ConditionalExpression = Node<
  "conditional",
  { test: Expression; yes: Expression; no: Expression }
>;

export interface LambdaExpression extends Node<"lambda"> {
  /** Names of locals, as `NameExpression.name` in the body. */
  readonly parameters: readonly string[];
  readonly body: Expression;
}

/** `for` in a value: Bicep loops, ARM `copy` of properties and variables, Terraform's for expressions and dynamic blocks. */
export interface ForExpression extends Node<"for"> {
  readonly loop: Loop;
  readonly filter: Expression | null;
  /** Given: the result is a dictionary with these keys; absent: a list. */
  readonly key: Expression | null;
  /** Terraform's `...`: values of equal keys are gathered in lists. */
  readonly grouped: boolean;
  readonly body: Expression;
}

/** Names the locals that each iteration binds; null if the syntax binds none. */
export interface Loop {
  readonly span: Span;
  /** A list or a dictionary. */
  readonly source: Expression;
  /** Bound to the item or, of a dictionary, to the value. */
  readonly item: string | null;
  /** Bound to the 0-based position. */
  readonly index: string | null;
  /** Bound to the key of a dictionary, to the position in a list, or to the item itself in a set. */
  readonly key: string | null;
}

/** A node with a syntax error inside, or a construct the reader does not know. */
export interface UnreadableExpression extends Node<"unreadable"> {
  /** Null for a syntax error. */
  readonly construct: Construct | null;
  /** What the construct is made of, where that can be read: the reference to a secret. */
  readonly inside?: Expression;
}

/** The conditions that must all hold for this one to hold: itself, unless it is a conjunction. */
export function conjuncts(condition: Expression): readonly Expression[] {
  const isBoth = condition.kind === "call" && (condition.name === "&&" || condition.name === "and");
  return isBoth ? condition.arguments.flatMap(conjuncts) : [condition];
}

/** The condition that both hold; null if there is none. */
export function bothHold(a: Expression | null, b: Expression | null, span: Span): Expression | null {
  if (!a || !b) return a ?? b;
  return { kind: "call", span, name: "&&", arguments: [a, b] } satisfies CallExpression;
}

/** What a text means in which something else is filled in; null if nothing is. */
type FillText = (text: string, span: Span) => Expression | null;

/** A value of a parameter file in whose texts something is filled in, also in lists and dictionaries; null if there is none. */
export function withFilledTexts(value: Expression, fill: FillText): Expression | null {
  switch (value.kind) {
    case "literal":
      return typeof value.value === "string" ? fill(value.value, value.span) : null;
    case "list": {
      const items = value.items.map((item) => (item.kind === "spread" ? null : withFilledTexts(item, fill)));
      return items.every((item) => item === null)
        ? null
        : { ...value, items: value.items.map((item, index) => items[index] ?? item) };
    }
    case "dictionary": {
      const values = value.entries.map((entry) =>
        entry.kind === "spread" ? null : withFilledTexts(entry.value, fill),
      );
      if (values.every((each) => each === null)) return null;
      const entries = value.entries.map((entry, index) => {
        const filled = values[index];
        if (!filled || entry.kind !== "entry") return entry;
        return { kind: "entry", span: entry.span, key: entry.key, value: filled } as const;
      });
      return { ...value, entries };
    }
    default:
      return null;
  }
}

/** A text of parts; a single part is what it is. */
export function textOf(parts: readonly Expression[], span: Span): Expression {
  const [only] = parts;
  return only && parts.length === 1 ? only : { kind: "text", span, parts };
}

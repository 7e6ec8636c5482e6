import type { ErrorCode } from "./problem.ts";

/**
 * Every node covers `text.slice(start, end)`; offsets are UTF-16 code units. Fields with nodes are in the order of
 * the text, so that a generic walk visits them in order.
 */
export interface SyntaxNode {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

/** A node for something missing (then it is empty) or unreadable (then it covers the skipped text). */
export interface ErrorNode extends SyntaxNode {
  readonly kind: "error";
  readonly code: ErrorCode;
}

export interface Name extends SyntaxNode {
  readonly kind: "name";
  readonly text: string;
}

export interface Comment extends SyntaxNode {
  /** A directive is a line such as `#disable-next-line BCP037`. */
  readonly kind: "lineComment" | "blockComment" | "directive";
}

export type Quote = "single" | "multiline";

/** A string without interpolations; `value` has its escapes resolved. */
export interface StringNode extends SyntaxNode {
  readonly kind: "string";
  readonly value: string;
  readonly quote: Quote;
}

/** `'a${b}c'`: always one segment more than expressions. */
export interface Interpolation extends SyntaxNode {
  readonly kind: "interpolation";
  readonly segments: readonly string[];
  readonly expressions: readonly Expression[];
  readonly quote: Quote;
}

export interface NumberNode extends SyntaxNode {
  readonly kind: "integer";
  readonly value: number;
}

export interface BooleanNode extends SyntaxNode {
  readonly kind: "boolean";
  readonly value: boolean;
}

export interface NullNode extends SyntaxNode {
  readonly kind: "null";
}

export type Separator = "none" | "newline" | "comma" | "mixed";

/** What objects, arrays and their types have in common. The opening bracket is at `start`. */
export interface Container<Item extends SyntaxNode> extends SyntaxNode {
  readonly items: readonly Item[];
  /** The separator of the items; `none` if there are fewer than two. */
  readonly separator: Separator;
  /** Offsets of the commas, in order. */
  readonly commas: readonly number[];
  /** Offset of the closing bracket; undefined when it is missing. */
  readonly close: number | undefined;
  /**
   * True if there is no error between the brackets and the brackets of the whole declaration match. Only then may
   * code conclude that something is absent.
   */
  readonly intact: boolean;
}

export interface ObjectNode extends Container<ObjectItem> {
  readonly kind: "object";
}

export type ObjectItem = Property | Spread | ResourceDeclaration | OrphanDecorators | ErrorNode;

/** Decorators with nothing behind them to decorate. */
export interface OrphanDecorators extends SyntaxNode {
  readonly kind: "orphan";
  readonly decorators: readonly Decorator[];
}

export interface Property extends SyntaxNode {
  readonly kind: "property";
  readonly key: Name | StringNode | Interpolation | ErrorNode;
  /** Offset of the colon; undefined when it is missing. */
  readonly colon: number | undefined;
  readonly value: Expression;
}

export interface Spread extends SyntaxNode {
  readonly kind: "spread";
  readonly value: Expression;
}

export interface ArrayNode extends Container<Expression | Spread> {
  readonly kind: "array";
}

/** `[for item in source: body]` or `[for (item, index) in source: body]`. */
export interface For extends SyntaxNode {
  readonly kind: "for";
  readonly item: Name | ErrorNode;
  readonly index: Name | ErrorNode | undefined;
  readonly source: Expression;
  readonly body: Expression | Conditional;
  readonly close: number | undefined;
}

/** `if (condition) { … }`, the body of a resource or module. */
export interface Conditional extends SyntaxNode {
  readonly kind: "if";
  readonly condition: Expression;
  readonly body: ObjectNode | ErrorNode;
}

/** The name of a parameter, variable, resource, namespace … used as a value. */
export interface VariableAccess extends SyntaxNode {
  readonly kind: "variable-access";
  readonly name: string;
}

export interface Arguments {
  /** Offset of the opening parenthesis. */
  readonly open: number;
  readonly args: readonly Expression[];
  readonly close: number | undefined;
}

export interface Call extends SyntaxNode, Arguments {
  readonly kind: "call";
  readonly name: Name;
}

/** `target.name(args)`, of a namespace (`sys.concat()`) or of a resource (`kv.getSecret()`). */
export interface MethodCall extends SyntaxNode, Arguments {
  readonly kind: "methodCall";
  readonly target: Expression;
  readonly name: Name | ErrorNode;
}

/** `target.name`; `safe` for `target.?name`. */
export interface Member extends SyntaxNode {
  readonly kind: "member";
  readonly target: Expression;
  readonly name: Name | ErrorNode;
  readonly safe: boolean;
}

/** `target[index]`; `safe` for `[?index]`, `fromEnd` for `[^index]`. */
export interface Index extends SyntaxNode {
  readonly kind: "index";
  readonly target: Expression;
  readonly index: Expression;
  readonly safe: boolean;
  readonly fromEnd: boolean;
  readonly close: number | undefined;
}

/** `parent::child`, a nested resource. */
export interface NestedAccess extends SyntaxNode {
  readonly kind: "nestedAccess";
  readonly target: Expression;
  readonly name: Name | ErrorNode;
}

/** `operand!` */
export interface NonNull extends SyntaxNode {
  readonly kind: "nonNull";
  readonly operand: Expression;
}

export interface Unary extends SyntaxNode {
  readonly kind: "unary";
  readonly operator: "!" | "-";
  readonly operand: Expression;
}

export type BinaryOperator =
  | "*"
  | "/"
  | "%"
  | "+"
  | "-"
  | "<"
  | "<="
  | ">"
  | ">="
  | "=="
  | "!="
  | "=~"
  | "!~"
  | "&&"
  | "||"
  | "??";

export interface Binary extends SyntaxNode {
  readonly kind: "binary";
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Ternary extends SyntaxNode {
  readonly kind: "ternary";
  readonly condition: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
}

export interface Parenthesized extends SyntaxNode {
  readonly kind: "parenthesized";
  readonly inner: Expression;
  readonly close: number | undefined;
}

export interface Lambda extends SyntaxNode {
  readonly kind: "lambda";
  readonly parameters: readonly (Name | ErrorNode)[];
  readonly body: Expression;
}

export type Expression =
  | StringNode
  | Interpolation
  | NumberNode
  | BooleanNode
  | NullNode
  | ObjectNode
  | ArrayNode
  | For
  | VariableAccess
  | Call
  | MethodCall
  | Member
  | Index
  | NestedAccess
  | NonNull
  | Unary
  | Binary
  | Ternary
  | Parenthesized
  | Lambda
  | ErrorNode;

/** `@description('…')`, `@sys.secure()`; the expression is a call or, while half typed, something else. */
export interface Decorator extends SyntaxNode {
  readonly kind: "decorator";
  readonly expression: Expression;
}

export interface Decorated extends SyntaxNode {
  readonly decorators: readonly Decorator[];
}

export interface Named extends Decorated {
  readonly name: Name | ErrorNode;
}

export type Text = StringNode | Interpolation | ErrorNode;

export type Body = ObjectNode | Conditional | For | ErrorNode;

export interface ResourceDeclaration extends Named {
  readonly kind: "resource";
  /** `'Microsoft.KeyVault/vaults@2023-07-01'`; in a nested resource the last segment is enough. */
  readonly type: Text;
  readonly existing: boolean;
  readonly body: Body;
}

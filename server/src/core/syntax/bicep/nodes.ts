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

/** A node of one kind with its fields, none of which changes. */
export type Node<Kind extends string, Fields = unknown> = SyntaxNode & {
  readonly kind: Kind;
} & Readonly<Fields>;

/** A node for something missing (then it is empty) or unreadable (then it covers the skipped text). */
export type ErrorNode = Node<"error", { code: ErrorCode }>;

export type Name = Node<"name", { text: string }>;

export interface Comment extends SyntaxNode {
  /** A directive is a line such as `#disable-next-line BCP037`. */
  readonly kind: "lineComment" | "blockComment" | "directive";
}

export type Quote = "single" | "multiline";

/** A string without interpolations; `value` has its escapes resolved. */
export type StringNode = Node<"string", { value: string; quote: Quote }>;

/** `'a${b}c'`: always one segment more than expressions. */
export type Interpolation = Node<
  "interpolation",
  { segments: readonly string[]; expressions: readonly Expression[]; quote: Quote }
>;

export type NumberNode = Node<"integer", { value: number }>;

export type BooleanNode = Node<"boolean", { value: boolean }>;

export type NullNode = Node<"null">;

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

export type ObjectNode = Node<"object"> & Container<ObjectItem>;

export type ObjectItem = Property | Spread | ResourceDeclaration | OrphanDecorators | ErrorNode;

/** Decorators with nothing behind them to decorate. */
export type OrphanDecorators = Node<"orphan", { decorators: readonly Decorator[] }>;

export type Property = Node<
  "property",
  { key: Name | StringNode | Interpolation | ErrorNode; value: Expression }
>;

export type Spread = Node<"spread", { value: Expression }>;

export type ArrayNode = Node<"array"> & Container<Expression | Spread>;

/** `[for item in source: body]` or `[for (item, index) in source: body]`. */
export type For = Node<
  "for",
  {
    item: Name | ErrorNode;
    index: Name | ErrorNode | undefined;
    source: Expression;
    body: Expression | Conditional;
    close: number | undefined;
  }
>;

/** `if (condition) { … }`, the body of a resource or module. */
export type Conditional = Node<"if", { condition: Expression; body: ObjectNode | ErrorNode }>;

/** The name of a parameter, variable, resource, namespace … used as a value. */
export type VariableAccess = Node<"variable-access", { name: string }>;

export interface Arguments {
  /** Offset of the opening parenthesis. */
  readonly open: number;
  readonly args: readonly Expression[];
  readonly close: number | undefined;
}

export type Call = Node<"call", { name: Name }> & Arguments;

/** `target.name(args)`, of a namespace (`sys.concat()`) or of a resource (`kv.getSecret()`). */
export type MethodCall = Node<"methodCall", { target: Expression; name: Name | ErrorNode }> & Arguments;

/** `target.name`; `safe` for `target.?name`. */
export type Member = Node<"member", { target: Expression; name: Name | ErrorNode; safe: boolean }>;

/** `target[index]`; `safe` for `[?index]`, `fromEnd` for `[^index]`. */
export type Index = Node<
  "index",
  { target: Expression; index: Expression; safe: boolean; fromEnd: boolean; close: number | undefined }
>;

/** `parent::child`, a nested resource. */
export type NestedAccess = Node<"nestedAccess", { target: Expression; name: Name | ErrorNode }>;

/** `operand!` */
export type NonNull = Node<"nonNull", { operand: Expression }>;

export type Unary = Node<"unary", { operator: "!" | "-"; operand: Expression }>;

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

export type Binary = Node<"binary", { operator: BinaryOperator; left: Expression; right: Expression }>;

export type Ternary = Node<"ternary", { condition: Expression; whenTrue: Expression; whenFalse: Expression }>;

export type Parenthesized = Node<"parenthesized", { inner: Expression; close: number | undefined }>;

export type Lambda = Node<"lambda", { parameters: readonly (Name | ErrorNode)[]; body: Expression }>;

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
export type Decorator = Node<"decorator", { expression: Expression }>;

export interface Decorated extends SyntaxNode {
  readonly decorators: readonly Decorator[];
}

export interface Named extends Decorated {
  readonly name: Name | ErrorNode;
}

export type Text = StringNode | Interpolation | ErrorNode;

export type Body = ObjectNode | Conditional | For | ErrorNode;

export type ResourceDeclaration = Node<
  "resource",
  {
    /** `'Microsoft.KeyVault/vaults@2023-07-01'`; in a nested resource the last segment is enough. */
    type: Text;
    existing: boolean;
    body: Body;
  }
> &
  Named;

/** `string`, or the name of a type declared or imported. */
export type TypeName = Node<"typeName", { name: string }>;

/** `resourceInput<'Microsoft.KeyVault/vaults@2023-07-01'>`; with `target` for `sys.resourceInput<…>`. */
export type TypeCall = Node<
  "typeCall",
  {
    target: TypeNode | undefined;
    name: Name | ErrorNode;
    args: readonly TypeNode[];
    close: number | undefined;
  }
>;

export type TypeMember = Node<"typeMember", { target: TypeNode; name: Name | ErrorNode }>;

/** `tuple[0]` */
export type TypeIndex = Node<"typeIndex", { target: TypeNode; index: Expression }>;

/** `array[*]`, the type of the items, or `object.*`, the type of the additional properties. */
export type TypeRest = Node<"typeItems" | "typeAdditional", { target: TypeNode }>;

/** `string[]` */
export type ArrayType = Node<"arrayType", { item: TypeNode }>;

export type TupleType = Node<"tupleType"> & Container<TupleItem | ErrorNode>;

export type TupleItem = Node<"tupleItem", { decorators: readonly Decorator[]; type: TypeNode }>;

export type ObjectType = Node<"objectType"> & Container<TypeProperty | ErrorNode>;

/** `key: type`, or `*: type` for all other properties; then the key is undefined. */
export type TypeProperty = Node<
  "typeProperty",
  {
    decorators: readonly Decorator[];
    key: Name | StringNode | Interpolation | ErrorNode | undefined;
    type: TypeNode;
  }
>;

export type UnionType = Node<"unionType", { members: readonly TypeNode[] }>;

/** `type?` or `type!` */
export type NullableType = Node<"nullableType" | "nonNullableType", { type: TypeNode }>;

/** `-1` or `!true` as a type. */
export type UnaryType = Node<"unaryType", { operator: "!" | "-"; type: TypeNode }>;

export type ParenthesizedType = Node<"parenthesizedType", { inner: TypeNode; close: number | undefined }>;

/** `resource 'Microsoft.KeyVault/vaults@2023-07-01'` as the type of a parameter or output. */
export type ResourceType = Node<"resourceType", { type: StringNode | Interpolation | ErrorNode | undefined }>;

export type TypeNode =
  | TypeName
  | TypeCall
  | TypeMember
  | TypeIndex
  | TypeRest
  | ArrayType
  | TupleType
  | ObjectType
  | UnionType
  | NullableType
  | UnaryType
  | ParenthesizedType
  | ResourceType
  | StringNode
  | Interpolation
  | NumberNode
  | BooleanNode
  | NullNode
  | ErrorNode;

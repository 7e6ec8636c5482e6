import type {
  Decorator,
  BooleanNode,
  Container,
  ErrorNode,
  Expression,
  Interpolation,
  Name,
  NullNode,
  NumberNode,
  StringNode,
  SyntaxNode,
} from "./nodes.ts";

/** `string`, or the name of a type declared or imported. */
export interface TypeName extends SyntaxNode {
  readonly kind: "typeName";
  readonly name: string;
}

/** `resourceInput<'Microsoft.KeyVault/vaults@2023-07-01'>`; with `target` for `sys.resourceInput<…>`. */
export interface TypeCall extends SyntaxNode {
  readonly kind: "typeCall";
  readonly target: TypeNode | undefined;
  readonly name: Name | ErrorNode;
  readonly args: readonly TypeNode[];
  readonly close: number | undefined;
}

export interface TypeMember extends SyntaxNode {
  readonly kind: "typeMember";
  readonly target: TypeNode;
  readonly name: Name | ErrorNode;
}

/** `tuple[0]` */
export interface TypeIndex extends SyntaxNode {
  readonly kind: "typeIndex";
  readonly target: TypeNode;
  readonly index: Expression;
}

/** `array[*]`, the type of the items, or `object.*`, the type of the additional properties. */
export interface TypeRest extends SyntaxNode {
  readonly kind: "typeItems" | "typeAdditional";
  readonly target: TypeNode;
}

/** `string[]` */
export interface ArrayType extends SyntaxNode {
  readonly kind: "arrayType";
  readonly item: TypeNode;
}

export interface TupleType extends Container<TupleItem | ErrorNode> {
  readonly kind: "tupleType";
}

export interface TupleItem extends SyntaxNode {
  readonly kind: "tupleItem";
  readonly decorators: readonly Decorator[];
  readonly type: TypeNode;
}

export interface ObjectType extends Container<TypeProperty | ErrorNode> {
  readonly kind: "objectType";
}

/** `key: type`, or `*: type` for all other properties; then the key is undefined. */
export interface TypeProperty extends SyntaxNode {
  readonly kind: "typeProperty";
  readonly decorators: readonly Decorator[];
  readonly key: Name | StringNode | Interpolation | ErrorNode | undefined;
  readonly colon: number | undefined;
  readonly type: TypeNode;
}

export interface UnionType extends SyntaxNode {
  readonly kind: "unionType";
  readonly members: readonly TypeNode[];
}

/** `type?` or `type!` */
export interface NullableType extends SyntaxNode {
  readonly kind: "nullableType" | "nonNullableType";
  readonly type: TypeNode;
}

/** `-1` or `!true` as a type. */
export interface UnaryType extends SyntaxNode {
  readonly kind: "unaryType";
  readonly operator: "!" | "-";
  readonly type: TypeNode;
}

export interface ParenthesizedType extends SyntaxNode {
  readonly kind: "parenthesizedType";
  readonly inner: TypeNode;
  readonly close: number | undefined;
}

/** `resource 'Microsoft.KeyVault/vaults@2023-07-01'` as the type of a parameter or output. */
export interface ResourceType extends SyntaxNode {
  readonly kind: "resourceType";
  readonly type: StringNode | Interpolation | ErrorNode | undefined;
}

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

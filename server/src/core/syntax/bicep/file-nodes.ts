import type {
  Comment,
  Conditional,
  Decorator,
  ErrorNode,
  Expression,
  Name,
  ObjectItem,
  OrphanDecorators,
  SyntaxNode,
  TupleItem,
  TypeNode,
  TypeProperty,
  Body,
  Container,
  Decorated,
  Interpolation,
  Node,
  Named,
  ObjectNode,
  ResourceDeclaration,
  StringNode,
  Text,
} from "./nodes.ts";
import type { Moved } from "../../text/edited.ts";

export type TargetScopeDeclaration = Node<"targetScope", { value: Expression }> & Decorated;

export type MetadataDeclaration = Node<"metadata", { value: Expression }> & Named;

export type ParameterDeclaration = Node<
  "param",
  {
    type: TypeNode;
    /** The default; undefined if there is none. */
    value: Expression | undefined;
  }
> &
  Named;

/** `param name = value` in a `.bicepparam` file. */
export type ParameterAssignment = Node<"paramAssignment", { value: Expression }> & Named;

export type VariableDeclaration = Node<"var", { type: TypeNode | undefined; value: Expression }> & Named;

export type ModuleDeclaration = Node<"module", { path: Text; body: Body }> & Named;

export type TestDeclaration = Node<"test", { path: Text; body: Body }> & Named;

export type OutputDeclaration = Node<"output", { type: TypeNode; value: Expression }> & Named;

export type AssertDeclaration = Node<"assert", { value: Expression }> & Named;

export type TypeDeclaration = Node<"type", { value: TypeNode }> & Named;

export type FunctionDeclaration = Node<
  "func",
  { parameters: readonly (TypedParameter | ErrorNode)[]; returns: TypeNode; body: Expression }
> &
  Named;

export type TypedParameter = Node<"parameter", { name: Name; type: TypeNode }>;

/** `import * as name from 'path'` or `import { a, b as c } from 'path'`. */
export type ImportDeclaration = Node<"import", { symbols: ImportAll | ImportList | ErrorNode; path: Text }> &
  Decorated;

export type ImportAll = Node<"importAll", { alias: Name | ErrorNode }>;

export type ImportList = Node<"importList"> & Container<ImportItem | ErrorNode>;

export type ImportItem = Node<
  "importItem",
  { name: Name | StringNode | Interpolation | ErrorNode; alias: Name | ErrorNode | undefined }
>;

/** `extension name with { … } as alias`; also `provider` and the `import 'name'` of older versions. */
export type ExtensionDeclaration = Node<
  "extension",
  {
    specification: Name | Text;
    config: ObjectNode | ErrorNode | undefined;
    alias: Name | ErrorNode | undefined;
  }
> &
  Decorated;

/** `extensionConfig alias with { … }` in a `.bicepparam` file. */
export type ExtensionConfigAssignment = Node<"extensionConfig", { config: ObjectNode | ErrorNode }> & Named;

/** `using 'main.bicep'` or `using none` (then the path is undefined), optionally `with { … }`. */
export type UsingDeclaration = Node<
  "using",
  { path: Text | undefined; config: ObjectNode | ErrorNode | undefined }
> &
  Decorated;

export type ExtendsDeclaration = Node<"extends", { path: Text }> & Decorated;

export type Declaration =
  | TargetScopeDeclaration
  | MetadataDeclaration
  | ParameterDeclaration
  | ParameterAssignment
  | VariableDeclaration
  | ResourceDeclaration
  | ModuleDeclaration
  | TestDeclaration
  | OutputDeclaration
  | AssertDeclaration
  | TypeDeclaration
  | FunctionDeclaration
  | ImportDeclaration
  | ExtensionDeclaration
  | ExtensionConfigAssignment
  | UsingDeclaration
  | ExtendsDeclaration;

export type BicepDialect = "bicep" | "bicepparam";

export interface BicepFile extends SyntaxNode {
  readonly kind: "file";
  readonly dialect: BicepDialect;
  readonly text: string;
  readonly declarations: readonly (Declaration | OrphanDecorators | ErrorNode)[];
  /** Comments and directives, in order, wherever they are. */
  readonly comments: readonly Comment[];
  /** All problems, in order, including missing brackets, which are not nodes of the tree. */
  readonly errors: readonly ErrorNode[];
  /** False when something is wrong that could hide, move or cut a declaration or a property. */
  readonly intact: boolean;
  /** Whether there are neither errors nor guesses, so that each declaration means what it would mean alone. */
  readonly clean: boolean;
  /** Where declarations lie that were read in another text, before it was edited; absent if all were read in this one. */
  readonly moved?: ReadonlyMap<BicepFile["declarations"][number], Moved> | undefined;
}

/** Any node of the tree. */
export type BicepNode =
  | BicepFile
  | Declaration
  | Decorator
  | Expression
  | Conditional
  | ObjectItem
  | Name
  | TypeNode
  | TypeProperty
  | TupleItem
  | TypedParameter
  | ImportAll
  | ImportList
  | ImportItem;

/** The nodes directly below a node, in the order of the text. Comments hang under the file only. */
export function childrenOf(node: SyntaxNode): readonly BicepNode[] {
  const children: BicepNode[] = [];
  for (const [field, value] of Object.entries(node) as [string, unknown][]) {
    if (field === "errors" || field === "comments") continue;
    if (isNode(value)) children.push(value);
    else if (Array.isArray(value)) children.push(...value.filter(isNode));
  }
  return children;
}

/** Calls `visit` for the node and everything below it, parents first. Needs no stack of calls. */
export function walk(node: BicepNode, visit: (node: BicepNode) => void): void {
  const open: BicepNode[] = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    visit(next);
    open.push(...childrenOf(next).toReversed());
  }
}

/** Every object with a kind that the parser makes is a node. */
function isNode(value: unknown): value is BicepNode {
  return typeof value === "object" && value !== null && "kind" in value;
}

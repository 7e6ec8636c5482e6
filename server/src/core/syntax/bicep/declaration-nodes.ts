import type {
  Body,
  Container,
  Decorated,
  ErrorNode,
  Expression,
  Interpolation,
  Name,
  Named,
  ObjectNode,
  ResourceDeclaration,
  StringNode,
  SyntaxNode,
  Text,
} from "./nodes.ts";
import type { TypeNode } from "./type-nodes.ts";

export interface TargetScopeDeclaration extends Decorated {
  readonly kind: "targetScope";
  readonly value: Expression;
}

export interface MetadataDeclaration extends Named {
  readonly kind: "metadata";
  readonly value: Expression;
}

export interface ParameterDeclaration extends Named {
  readonly kind: "param";
  readonly type: TypeNode;
  /** The default; undefined if there is none. */
  readonly value: Expression | undefined;
}

/** `param name = value` in a `.bicepparam` file. */
export interface ParameterAssignment extends Named {
  readonly kind: "paramAssignment";
  readonly value: Expression;
}

export interface VariableDeclaration extends Named {
  readonly kind: "var";
  readonly type: TypeNode | undefined;
  readonly value: Expression;
}

export interface ModuleDeclaration extends Named {
  readonly kind: "module";
  readonly path: Text;
  readonly body: Body;
}

export interface TestDeclaration extends Named {
  readonly kind: "test";
  readonly path: Text;
  readonly body: Body;
}

export interface OutputDeclaration extends Named {
  readonly kind: "output";
  readonly type: TypeNode;
  readonly value: Expression;
}

export interface AssertDeclaration extends Named {
  readonly kind: "assert";
  readonly value: Expression;
}

export interface TypeDeclaration extends Named {
  readonly kind: "type";
  readonly value: TypeNode;
}

export interface FunctionDeclaration extends Named {
  readonly kind: "func";
  readonly parameters: readonly (TypedParameter | ErrorNode)[];
  readonly returns: TypeNode;
  readonly body: Expression;
}

export interface TypedParameter extends SyntaxNode {
  readonly kind: "parameter";
  readonly name: Name;
  readonly type: TypeNode;
}

/** `import * as name from 'path'` or `import { a, b as c } from 'path'`. */
export interface ImportDeclaration extends Decorated {
  readonly kind: "import";
  readonly symbols: ImportAll | ImportList | ErrorNode;
  readonly path: Text;
}

export interface ImportAll extends SyntaxNode {
  readonly kind: "importAll";
  readonly alias: Name | ErrorNode;
}

export interface ImportList extends Container<ImportItem | ErrorNode> {
  readonly kind: "importList";
}

export interface ImportItem extends SyntaxNode {
  readonly kind: "importItem";
  readonly name: Name | StringNode | Interpolation | ErrorNode;
  readonly alias: Name | ErrorNode | undefined;
}

/** `extension name with { … } as alias`; also `provider` and the `import 'name'` of older versions. */
export interface ExtensionDeclaration extends Decorated {
  readonly kind: "extension";
  readonly specification: Name | Text;
  readonly config: ObjectNode | ErrorNode | undefined;
  readonly alias: Name | ErrorNode | undefined;
}

/** `extensionConfig alias with { … }` in a `.bicepparam` file. */
export interface ExtensionConfigAssignment extends Named {
  readonly kind: "extensionConfig";
  readonly config: ObjectNode | ErrorNode;
}

/** `using 'main.bicep'` or `using none` (then the path is undefined), optionally `with { … }`. */
export interface UsingDeclaration extends Decorated {
  readonly kind: "using";
  readonly path: Text | undefined;
  readonly config: ObjectNode | ErrorNode | undefined;
}

export interface ExtendsDeclaration extends Decorated {
  readonly kind: "extends";
  readonly path: Text;
}

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

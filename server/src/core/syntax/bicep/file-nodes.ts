import type { Declaration, ImportAll, ImportItem, ImportList, TypedParameter } from "./declaration-nodes.ts";
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
} from "./nodes.ts";
import type { Moved } from "../../text/edited.ts";
import type { TupleItem, TypeNode, TypeProperty } from "./type-nodes.ts";

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

import type { SyntaxNode } from "./nodes.ts";
import type { BicepNode } from "./file-nodes.ts";

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

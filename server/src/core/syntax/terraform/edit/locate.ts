import type { Attribute, Block, Body, Element, Expression, ObjectNode, Place, Tuple } from "../hcl/nodes.ts";

type Node = Attribute | Block | Body | Element | Expression;

/** The outermost node that takes exactly this place, of those that pass a test. */
export function nodeAt<Found extends Node>(
  body: Body,
  { start, end }: Place,
  test: (node: Node) => node is Found,
): Found | null {
  const waiting: unknown[] = [body];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (typeof at !== "object" || at === null) continue;
    if (isNode(at)) {
      if (at.start > start || at.end < end) continue;
      if (at.start === start && at.end === end && test(at)) return at;
    }
    for (const inner of Object.values(at) as readonly unknown[]) waiting.push(inner);
  }
  return null;
}

/** Every object with a kind that the parser makes is a node, or is in one. */
function isNode(value: object): value is Node {
  return "kind" in value;
}

export function isTuple(node: Node): node is Tuple {
  return node.kind === "tuple";
}

export function isObject(node: Node): node is ObjectNode {
  return node.kind === "object";
}

/** Whether a node is a value that can be read. */
export function isValue(node: Node): node is Exclude<Node, Attribute | Block | Body | Element> {
  return !/^(?:attribute|block|body|element|error)$/.test(node.kind);
}

/** The block that takes this place, or whose braces do. */
export function blockAt(root: Body, { start, end }: Place): Block | null {
  for (let body = root; ;) {
    const block = body.blocks.find((each) => each.start <= start && end <= each.end);
    if (!block || (block.end === end && (block.start === start || block.body.start === start)))
      return block ?? null;
    ({ body } = block);
  }
}

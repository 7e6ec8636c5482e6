import type { HclNode } from "../hcl/node.ts";

/** The outermost node that takes exactly this place. */
export function nodeAt(root: HclNode, start: number, end: number): HclNode | null {
  let at: HclNode | undefined = root;
  while (at) {
    if (at.start === start && at.end === end) return at;
    at = at.children.find((child) => child.start <= start && end <= child.end);
  }
  return null;
}

/** The innermost node of that type that takes exactly this place. */
export function nodeOf(root: HclNode, type: string, start: number, end: number): HclNode | null {
  let at = nodeAt(root, start, end);
  while (at && at.type !== type)
    at = at.children.find((child) => child.start === start && child.end === end) ?? null;
  return at;
}

/** The block whose braces take this place. */
export function blockWithBraces(root: HclNode, start: number, end: number): HclNode | null {
  let at: HclNode | undefined = root;
  while (at) {
    if (at.type === "block" && at.end === end && openBraceOf(at) === start) return at;
    at = at.children.find((child) => child.start <= start && end <= child.end);
  }
  return null;
}

/** The content of a block. */
export function membersOf(block: HclNode): readonly HclNode[] {
  return block.children.find((child) => child.type === "body")?.children ?? [];
}

function openBraceOf(block: HclNode): number | undefined {
  return block.children.find((child) => child.type === "block_start")?.start;
}

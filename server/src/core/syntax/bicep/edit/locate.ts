import type { ArrayNode, ObjectNode } from "../nodes.ts";
import type { BicepFile, BicepNode } from "../file-nodes.ts";
import { childrenOf } from "../walk.ts";

export type Container = ObjectNode | ArrayNode;

/** A node and the objects and arrays that contain it, innermost first. */
export interface Located {
  readonly node: BicepNode;
  readonly around: readonly Container[];
}

/** The node that takes exactly this place. */
export function nodeAt(file: BicepFile, start: number, end: number): Located | null {
  const path = pathTo(file, start, end);
  const last = path.at(-1);
  if (last?.start !== start || last.end !== end) return null;
  return { node: last, around: path.slice(0, -1).filter(isContainer).reverse() };
}

/** Whether this place lies between the quotes of a string without interpolations. */
export function isInString(file: BicepFile, start: number, end: number): boolean {
  const last = pathTo(file, start, end).at(-1);
  return last?.kind === "string" && last.quote === "single" && last.start < start && end < last.end;
}

/** The nodes that hold a place, outermost first. */
function pathTo(file: BicepFile, start: number, end: number): readonly BicepNode[] {
  const path: BicepNode[] = [];
  let at: BicepNode | undefined = file;
  while (at) {
    path.push(at);
    at = childrenOf(at).find((child) => child.start <= start && end <= child.end);
  }
  return path;
}

function isContainer(node: BicepNode): node is Container {
  return node.kind === "object" || node.kind === "array";
}

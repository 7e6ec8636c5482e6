import type { JsonArray, JsonNode, JsonObject, JsonString } from "../json/node.ts";

/** A node and its ancestors, innermost first. */
export interface Located {
  readonly node: JsonNode;
  readonly around: readonly (JsonObject | JsonArray)[];
}

/** The node that takes exactly this place. */
export function nodeAt(root: JsonNode | null, start: number, end: number): Located | null {
  const path = pathTo(root, start, end);
  const last = path.at(-1);
  return last?.start === start && last.end === end
    ? { node: last, around: path.slice(0, -1).filter(isContainer).reverse() }
    : null;
}

/** The string between whose quotes this place lies. */
export function stringAround(root: JsonNode | null, start: number, end: number): JsonString | null {
  const last = pathTo(root, start, end).at(-1);
  return last?.kind === "string" && last.start < start && end < last.end ? last : null;
}

/** The nodes that hold a place, outermost first. */
function pathTo(root: JsonNode | null, start: number, end: number): readonly JsonNode[] {
  const path: JsonNode[] = [];
  let at: JsonNode | undefined = root ?? undefined;
  while (at) {
    path.push(at);
    at = childrenOf(at).find((child) => child.start <= start && end <= child.end);
  }
  return path;
}

function childrenOf(node: JsonNode): readonly JsonNode[] {
  if (node.kind === "object") return node.members.map((member) => member.value);
  return node.kind === "array" ? node.items.map((item) => item.value) : [];
}

function isContainer(node: JsonNode): node is JsonObject | JsonArray {
  return node.kind === "object" || node.kind === "array";
}

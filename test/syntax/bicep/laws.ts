import { expect } from "vitest";
import type { ObjectNode } from "../../../server/src/core/syntax/bicep/nodes.ts";
import {
  type BicepFile,
  type BicepNode,
  childrenOf,
  walk,
} from "../../../server/src/core/syntax/bicep/file-nodes.ts";

/** What holds for the tree of any text: spans lie in the file, children in their parents, in order, nothing overlaps. */
export function checkSpans(file: BicepFile): void {
  let fault: string | undefined;
  walk(file, (node) => {
    let end = node.start;
    if (node.end < node.start) fault ??= `${node.kind} ends before it starts`;
    for (const child of childrenOf(node)) {
      if (child.start < end || child.end > node.end)
        fault ??= `${child.kind} in ${node.kind} at ${child.start}`;
      end = child.end;
    }
  });
  const outside = [...file.comments, ...file.errors].filter(
    ({ start, end }) => !(start >= 0 && start <= end && end <= file.text.length),
  );
  // Asked of each text a hundred thousand times: each `expect` is dearer than what it looks at.
  expect([fault, ...outside], file.text).toEqual([undefined]);
  const damaged = someNode(file, (node) => node.kind === "error" || ("intact" in node && !node.intact));
  if (damaged) expect(file.errors.length, file.text).toBeGreaterThan(0);
}

function someNode(file: BicepFile, test: (node: BicepNode) => boolean): boolean {
  let found = false;
  walk(file, (node) => (found ||= node !== file && test(node)));
  return found;
}

/** The objects of a file that claim to be whole, by path: the names of the declaration and properties above them. */
export function wholeObjects(file: BicepFile): ReadonlyMap<string, ReadonlySet<string>> {
  const objects = new Map<string, ReadonlySet<string>>();
  collect(file, "", objects);
  return objects;
}

function collect(node: BicepNode, path: string, objects: Map<string, ReadonlySet<string>>): void {
  if (node.kind === "object" && node.intact) objects.set(path, keysOf(node));
  const counts = new Map<string, number>();
  for (const child of childrenOf(node)) {
    const label = labelOf(child);
    const count = counts.get(label) ?? 0;
    counts.set(label, count + 1);
    collect(child, `${path}/${label}#${count}`, objects);
  }
}

function labelOf(node: BicepNode): string {
  if ("name" in node && typeof node.name === "object" && node.name.kind === "name")
    return `${node.kind} ${node.name.text}`;
  return node.kind === "property" ? `property ${keyOf(node.key)}` : node.kind;
}

function keysOf(object: ObjectNode): ReadonlySet<string> {
  return new Set(object.items.map((item) => (item.kind === "property" ? keyOf(item.key) : item.kind)));
}

function keyOf(key: BicepNode): string {
  if (key.kind === "name") return key.text;
  return key.kind === "string" ? key.value : key.kind;
}

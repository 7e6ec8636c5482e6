import { isLineBreak } from "./characters.ts";
import type { Cursor } from "./cursor.ts";
import type { BicepNode } from "./file-nodes.ts";
import { walk } from "./walk.ts";

/**
 * Takes the word of every list in the declaration that it is complete. Called when brackets do not pair up: then any of
 * them may have lost items to another. This is the one place that changes a node, while no one but the parser has it.
 */
export function distrust(declaration: BicepNode): void {
  walk(declaration, (node) => {
    if ("intact" in node) (node as { intact: boolean }).intact = false;
  });
}

/**
 * Distrusts what a stray piece of text may belong to: the declaration before it, and, as long as these may have been
 * nested, those before that, up to what an earlier piece has made doubtful.
 */
export function distrustBefore(
  cursor: Pick<Cursor, "text" | "doubted">,
  declarations: readonly BicepNode[],
): void {
  const { text, doubted } = cursor;
  cursor.doubted = declarations.length;
  for (let index = declarations.length - 1; index >= doubted; index--) {
    const declaration = declarations[index];
    if (declaration === undefined || declaration.kind === "error") continue;
    distrust(declaration);
    if (!mayBeNested(text, declaration)) return;
  }
}

/** Only a nested resource has a type of one segment. */
function mayBeNested(text: string, declaration: BicepNode): boolean {
  const { start } = declaration;
  if (start > 0 && !isLineBreak(text.charCodeAt(start - 1))) return true;
  if (declaration.kind !== "resource") return false;
  return declaration.type.kind !== "string" || !declaration.type.value.includes("/");
}

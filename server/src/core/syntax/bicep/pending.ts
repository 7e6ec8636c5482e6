import type { Cursor } from "./cursor.ts";
import type { SyntaxNode } from "./nodes.ts";

const none: readonly never[] = [];

/** Adds a child to the list that is open. */
export function addPending(cursor: Cursor, node: SyntaxNode): void {
  cursor.pending[cursor.pendingCount++] = node;
}

/** Closes the list that was opened when `pendingCount` was `from`, and returns its children. */
export function takePending(cursor: Cursor, from: number): readonly SyntaxNode[] {
  const end = cursor.pendingCount;
  cursor.pendingCount = from;
  return end === from ? none : cursor.pending.slice(from, end);
}

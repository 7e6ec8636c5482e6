import type { Span } from "./span.ts";

/** Replaces the text of a span; an empty span inserts. */
export interface Change {
  readonly span: Span;
  readonly text: string;
}

/** The text after all changes, which must belong to one document and must not overlap. */
export function applyChanges(text: string, changes: readonly Change[]): string {
  const ordered = [...changes].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let result = "";
  let done = 0;
  for (const change of ordered) {
    result += text.slice(done, change.span.start) + change.text;
    done = Math.max(done, change.span.end);
  }
  return result + text.slice(done);
}

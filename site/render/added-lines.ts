import { editsBetween } from "../../test/rules/harness/edits.ts";

/** The lines of a text that another does not have, from 1. */
export function addedLines(before: string, after: string): ReadonlySet<number> {
  const added = new Set<number>();
  let shift = 0;
  for (const edit of editsBetween(before.split("\n"), after.split("\n"))) {
    shift -= edit.removed;
    for (const [index] of edit.added.entries()) added.add(edit.line + shift + index + 1);
    shift += edit.added.length;
  }
  return added;
}

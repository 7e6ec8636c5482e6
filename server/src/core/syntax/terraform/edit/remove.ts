import { isBlankBetween } from "../../../text/lines.ts";
import type { Replacement } from "../../../text/replacement.ts";
import type { Place, Tuple } from "../hcl/nodes.ts";
import { afterLine, lineEnd, lineStart } from "./lines.ts";

/** Removes attributes, blocks or elements of objects with the lines they leave empty; comments stay. */
export function removeMembers(text: string, gone: readonly Place[]): readonly Replacement[] {
  return runsOf(text, gone).map(({ start, end }) => {
    const after = /^[ \t]*,/.exec(text.slice(end))?.[0].length ?? 0;
    if (after > 0) return removal(text, start, end + after);
    // The last of several on a line takes the comma before along.
    const before =
      /(?<![ \t])[ \t]*,[ \t]*$/.exec(text.slice(lineStart(text, start), start))?.[0].length ?? 0;
    return before > 0 ? { start: start - before, end, text: "" } : removal(text, start, end);
  });
}

/** Members next to each other on a line are removed together. */
function runsOf(text: string, gone: readonly Place[]): readonly Place[] {
  const runs: Place[] = [];
  for (const { start, end } of [...gone].sort((a, b) => a.start - b.start)) {
    const last = runs.at(-1);
    const isBeside = last && /^[ \t]*,[ \t]*$/.test(text.slice(last.end, start));
    if (isBeside) runs.splice(-1, 1, { start: last.start, end });
    else runs.push({ start, end });
  }
  return runs;
}

/** Removes items of a list with their commas. */
export function removeItems(text: string, list: Tuple, gone: ReadonlySet<Place>): readonly Replacement[] {
  const { items, commas } = list;
  const kept = items.filter((item) => !gone.has(item));
  if (kept.length === 0 && hasOnlyItems(text, list))
    return [{ start: list.start + 1, end: list.end - 1, text: "" }];
  const lastKept = kept.at(-1);
  return items.flatMap((item, index) => {
    if (!gone.has(item)) return [];
    const comma = commas[index];
    const own = comma === undefined ? item.end : comma + 1;
    const isTail = !lastKept || lastKept.end <= item.start;
    const before = items[index - 1];
    const isInLine = before && !text.slice(before.end, item.start).includes("\n");
    // At the end of a line the comma before goes, elsewhere the one behind.
    if (isTail && isInLine) return [{ start: before.end, end: item.end, text: "" }];
    return [removal(text, item.start, own)];
  });
}

function hasOnlyItems(text: string, list: Tuple): boolean {
  let rest = text.slice(list.start + 1, list.end - 1);
  for (const item of list.items) rest = rest.replace(text.slice(item.start, item.end), "");
  return /^[\s,]*$/.test(rest);
}

/** The whole line if it contains nothing else, with one of two blank lines that would become adjacent. */
function removal(text: string, start: number, end: number): Replacement {
  const first = lineStart(text, start);
  const last = lineEnd(text, end);
  if (!isBlankBetween(text, first, start) || !isBlankBetween(text, end, last)) {
    const blanks = /^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0;
    return { start, end: end + blanks, text: "" };
  }
  const next = afterLine(text, end);
  const above = lineStart(text, Math.max(0, first - 1));
  const isBlankAbove = first > 0 && isBlankBetween(text, above, first);
  const below = text.slice(next, lineEnd(text, next)).trim();
  return {
    start: isBlankAbove && (below === "" || below.startsWith("}")) ? above : first,
    end: next,
    text: "",
  };
}

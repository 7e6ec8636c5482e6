import { isBlank, isBlankBetween, lineEnd, lineStart } from "./lines.ts";

/** Replaces the text between two offsets of one document. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** An entry of an object or item of a list, and the comma behind it. */
export interface Listed {
  readonly start: number;
  readonly end: number;
  readonly comma: number | null;
}

interface Run {
  readonly start: number;
  readonly end: number;
}

/**
 * Removes some of the entries between the brackets of an object or list, with their commas and the lines they leave
 * empty; comments are kept. `inner` is the text between the brackets.
 */
export function removeListed<T extends Listed>(
  text: string,
  inner: Run,
  entries: readonly T[],
  gone: ReadonlySet<T>,
): readonly Replacement[] {
  if (entries.every((entry) => gone.has(entry)) && holdsOnly(text, inner, entries))
    return [{ ...inner, text: "" }];
  const edits = runsOf(text, gone).map((run) => removal(text, run, inner.end));
  const comma = danglingComma(entries, gone);
  return comma === null ? edits : [{ start: comma, end: comma + 1, text: "" }, ...edits];
}

/** The first of these entries, which are in the order of the text, that begins at an offset or behind it. */
export function entryFrom<T extends Listed>(entries: readonly T[], offset: number): T | undefined {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.start ?? offset) < offset) low = middle + 1;
    else high = middle;
  }
  return entries[low];
}

/** Adjacent entries that are removed together, each with its comma; a comment between them separates them. */
function runsOf(text: string, gone: ReadonlySet<Listed>): readonly Run[] {
  const runs: Run[] = [];
  for (const entry of [...gone].sort((a, b) => a.start - b.start)) {
    const { comma } = entry;
    const end = comma === null || !isBlankBetween(text, entry.end, comma) ? entry.end : comma + 1;
    const before = runs.at(-1);
    if (before && isBlankBetween(text, before.end, entry.start))
      runs[runs.length - 1] = { start: before.start, end };
    else runs.push({ start: entry.start, end });
  }
  return runs;
}

/** The comma of the last entry that stays, when it separated it from one that goes. */
function danglingComma(entries: readonly Listed[], gone: ReadonlySet<Listed>): number | null {
  const last = entries.at(-1);
  if (!last || !gone.has(last) || last.comma !== null) return null;
  return entries.findLast((entry) => !gone.has(entry))?.comma ?? null;
}

function removal(text: string, run: Run, close: number): Replacement {
  const [start, end] = [lineStart(text, run.start), lineEnd(text, run.end)];
  const isWholeLines = isBlankBetween(text, start, run.start) && isBlankBetween(text, run.end, end);
  if (isWholeLines && start > 0)
    return { ...withBlankLine(text, start, afterLineEnd(text, end), close), text: "" };
  return { ...withSpaces(text, run, close), text: "" };
}

/** Of two blank lines that would meet, or one before the closing bracket, one goes too. */
function withBlankLine(text: string, start: number, end: number, close: number): Run {
  const above = lineStart(text, start - (text.startsWith("\r\n", start - 2) ? 2 : 1));
  const isBlankAbove = above < start && isBlankBetween(text, above, start);
  const isBlankBelow = isBlankBetween(text, end, Math.min(lineEnd(text, end), close));
  return { start: isBlankAbove && isBlankBelow ? above : start, end };
}

/** Inside a line the spaces behind go, or those before where the list ends. */
function withSpaces(text: string, run: Run, close: number): Run {
  let end = run.end;
  while (end < close && isBlank(text.charCodeAt(end))) end++;
  if (end < close && !isBlankBetween(text, end, end + 1)) return { start: run.start, end };
  let start = run.start;
  while (isBlank(text.charCodeAt(start - 1))) start--;
  return { start, end: run.end };
}

/** Whether there is nothing there but these entries, their commas and white space. */
function holdsOnly(text: string, inner: Run, entries: readonly Listed[]): boolean {
  let at = inner.start;
  for (const { start, end, comma } of entries) {
    if (!isBlankBetween(text, at, start)) return false;
    if (comma !== null && !isBlankBetween(text, end, comma)) return false;
    at = comma === null ? end : comma + 1;
  }
  return isBlankBetween(text, at, inner.end);
}

function afterLineEnd(text: string, end: number): number {
  return text.startsWith("\r\n", end) ? end + 2 : Math.min(end + 1, text.length);
}

/** Inserts paragraphs behind the line that holds an offset, with a blank line around each. */
export function paragraphsBehind(
  text: string,
  offset: number,
  paragraphs: readonly string[],
  newline: string,
): Replacement {
  const at = lineEnd(text, offset);
  const isFollowed = /^(?:\r\n|\r|\n)[ \t]*[^\s]/.test(text.slice(at));
  const inserted = paragraphs.map((each) => newline + newline + each).join("");
  return { start: at, end: at, text: inserted + (isFollowed ? newline : "") };
}

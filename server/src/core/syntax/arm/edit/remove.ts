import type { JsonArray, JsonItem, JsonMember, JsonObject } from "../json/node.ts";
import { isSpace, lineEnd } from "../json/trivia.ts";
import type { Edit } from "./add.ts";
import { entriesOf } from "./add.ts";
import { isBlankBetween, lineStart } from "./style.ts";

type Listed = JsonMember | JsonItem;

/** Removes entries or items with their commas and the lines they leave empty; comments stay. */
export function removeFrom(
  text: string,
  container: JsonObject | JsonArray,
  gone: ReadonlySet<Listed>,
): readonly Edit[] {
  const entries = entriesOf(container);
  const inner = { start: container.start + 1, end: container.end - 1 };
  if (entries.every((entry) => gone.has(entry)) && holdsOnly(text, inner, entries))
    return [{ ...inner, text: "" }];
  const edits = runsOf(text, entries, gone).map((run) => removal(text, run, inner.end));
  const comma = danglingComma(entries, gone);
  return comma === null ? edits : [{ start: comma, end: comma + 1, text: "" }, ...edits];
}

interface Run {
  readonly start: number;
  readonly end: number;
}

/** Neighbours that go together, each with its comma; a comment between them keeps them apart. */
function runsOf(text: string, entries: readonly Listed[], gone: ReadonlySet<Listed>): readonly Run[] {
  const runs: Run[] = [];
  for (const entry of entries) {
    if (!gone.has(entry)) continue;
    const end =
      entry.comma === null || !isBlankBetween(text, entry.end, entry.comma) ? entry.end : entry.comma + 1;
    const before = runs.at(-1);
    if (before && isBlankBetween(text, before.end, entry.start))
      runs[runs.length - 1] = { start: before.start, end };
    else runs.push({ start: entry.start, end });
  }
  return runs;
}

/** The comma of the last entry that stays, when it separated it from one that goes and the file ends lists without. */
function danglingComma(entries: readonly Listed[], gone: ReadonlySet<Listed>): number | null {
  const last = entries.at(-1);
  if (!last || !gone.has(last) || last.comma !== null) return null;
  return entries.findLast((entry) => !gone.has(entry))?.comma ?? null;
}

function removal(text: string, run: Run, close: number): Edit {
  const [start, end] = [lineStart(text, run.start), lineEnd(text, run.end)];
  const isWholeLines = isBlankBetween(text, start, run.start) && isBlankBetween(text, run.end, end);
  if (isWholeLines && start > 0)
    return { ...withBlankLine(text, start, afterLineEnd(text, end), close), text: "" };
  return { ...withSpaces(text, run, close), text: "" };
}

/** Of two blank lines that would meet, or one before the closing bracket, one goes too. */
function withBlankLine(text: string, start: number, end: number, close: number): Run {
  const above = lineStart(text, start - lengthOfLineEndBefore(text, start));
  const isBlankAbove = above < start && isBlankBetween(text, above, start);
  const below = lineEnd(text, end);
  const isBlankBelow = isBlankBetween(text, end, Math.min(below, close));
  return { start: isBlankAbove && isBlankBelow ? above : start, end };
}

/** Inside a line the spaces behind go, or those before where the list ends. */
function withSpaces(text: string, run: Run, close: number): Run {
  let end = run.end;
  while (end < close && isSpaceOnLine(text, end)) end++;
  if (end < close && !isSpace(text.charCodeAt(end))) return { start: run.start, end };
  let start = run.start;
  while (isSpaceOnLine(text, start - 1)) start--;
  return { start, end: run.end };
}

function isSpaceOnLine(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 32 || code === 9;
}

/** Whether nothing but these entries, their commas and white space stands there. */
function holdsOnly(text: string, inner: Run, entries: readonly Listed[]): boolean {
  let at = inner.start;
  for (const entry of entries) {
    if (!isBlankBetween(text, at, entry.start)) return false;
    at = entry.end;
    if (entry.comma === null) continue;
    if (!isBlankBetween(text, at, entry.comma)) return false;
    at = entry.comma + 1;
  }
  return isBlankBetween(text, at, inner.end);
}

function afterLineEnd(text: string, end: number): number {
  return text.startsWith("\r\n", end) ? end + 2 : Math.min(end + 1, text.length);
}

function lengthOfLineEndBefore(text: string, start: number): number {
  return text.startsWith("\r\n", start - 2) ? 2 : 1;
}

import type { Written } from "../../template/written.ts";
import {
  hasLineEnd,
  indentationAt,
  isBlankBetween,
  lineEnd,
  lineStart,
  commentEnd,
  isSpace,
} from "../../text/lines.ts";
import type { Replacement, Listed } from "../../text/replacement.ts";
import type { BracesFile, Container, Range, Style } from "./file.ts";
import { printOnLines, printOnOneLine } from "./print.ts";

/** What is added to an object or list: an item, or an entry with its key. */
export interface Addition {
  readonly key: string | null;
  readonly value: Written;
}

type File = Pick<BracesFile, "text" | "style">;

/** Adds behind an entry or item, the last one unless another is given, in the manner of those before it. */
export function addTo(
  file: File,
  container: Container,
  around: readonly Range[],
  additions: readonly Addition[],
  last = container.entries.at(-1),
): readonly Replacement[] {
  if (!last) return addFirst(file, container, around[0], additions);
  return hasLineEnd(file.text, container.start, container.end)
    ? addLines(file, container, last, additions)
    : addOnLine(last, additions, file.style);
}

function addOnLine(last: Listed, additions: readonly Addition[], style: Style): readonly Replacement[] {
  const space = style.spaced ? " " : "";
  const printed = additions.map((each) => onOneLine(each, style)).join(`,${space}`);
  return last.comma === null
    ? [insertAt(last.end, `,${space}${printed}`)]
    : [insertAt(last.comma + 1, `${space}${printed},`)];
}

/** Each on a line of its own, behind the comments that follow the last entry; a trailing comma stays the file's custom. */
function addLines(
  { text, style }: File,
  container: Container,
  last: Listed,
  additions: readonly Addition[],
): readonly Replacement[] {
  const indentation = indentationOfEntries(text, container, style);
  const isShort = !hasLineEnd(text, last.start, last.end);
  const begin = style.newline + indentation;
  const printed = additions.map((each) =>
    each.key === null && isShort ? onOneLine(each, style) : onLines(each, style, indentation),
  );
  const at = placeBehind(text, container, last);
  const lines = begin + printed.join(style.lineSeparator + begin);
  if (style.lineSeparator === "") return [insertAt(at, lines)];
  if (last.comma !== null) return [insertAt(at, `${lines},`)];
  return at === last.end ? [insertAt(at, `,${lines}`)] : [insertAt(last.end, ","), insertAt(at, lines)];
}

/** Behind the comments of an entry; those further down belong to a nested resource where one follows. */
function placeBehind(text: string, container: Container, last: Listed): number {
  const from = last.comma === null ? last.end : last.comma + 1;
  const isFollowed = container.continuesBehind(last.start);
  return contentEnd(
    text,
    from,
    isFollowed ? Math.min(lineEnd(text, from), container.close) : container.close,
  );
}

/** Into an empty object or list, which opens up unless all around it is on one line. */
function addFirst(
  { text, style }: File,
  container: Container,
  outer: Range | undefined,
  additions: readonly Addition[],
): readonly Replacement[] {
  const [start, end] = [container.start + 1, container.close];
  if (outer ? !hasLineEnd(text, outer.start, outer.end) : style.onOneLine) {
    const padding = container.kind === "object" && style.padded ? " " : "";
    const printed = additions.map((each) => onOneLine(each, style)).join(style.spaced ? ", " : ",");
    return [{ start, end, text: padding + printed + padding }];
  }
  const closing = indentationAt(text, container.start);
  const indentation = closing + style.indent;
  const begin = style.newline + indentation;
  const lines =
    begin + additions.map((each) => onLines(each, style, indentation)).join(style.lineSeparator + begin);
  // Resources nested in it stay behind what is added.
  const isEmpty = !container.continuesBehind(container.start);
  const at = contentEnd(text, start, isEmpty ? end : Math.min(end, lineEnd(text, start)));
  return isEmpty ? [{ start: at, end, text: lines + style.newline + closing }] : [insertAt(at, lines)];
}

function onOneLine({ key, value }: Addition, style: Style): string {
  return (key === null ? "" : style.printKey(key)) + printOnOneLine(value, style);
}

function onLines({ key, value }: Addition, style: Style, indentation: string): string {
  return (key === null ? "" : style.printKey(key)) + printOnLines(value, style, indentation);
}

/** The indentation of the first entry or item that begins a line. */
function indentationOfEntries(text: string, container: Container, style: Style): string {
  for (const { start } of container.entries) {
    const line = lineStart(text, start);
    if (line > container.start && isBlankBetween(text, line, start)) return text.slice(line, start);
  }
  return indentationAt(text, container.start) + style.indent;
}

/** The end of the last comment between two offsets; the first offset if there is none. */
function contentEnd(text: string, from: number, to: number): number {
  let end = from;
  for (let at = from; at < to;) {
    const comment = commentEnd(text, at);
    if (comment !== null && comment <= to) at = end = comment;
    else if (isSpace(text.charCodeAt(at))) at++;
    else return end;
  }
  return end;
}

function insertAt(offset: number, text: string): Replacement {
  return { start: offset, end: offset, text };
}

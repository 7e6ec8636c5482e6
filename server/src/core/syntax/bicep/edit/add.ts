import type { Written } from "../../../template/written.ts";
import type { Replacement } from "../../../text/replacement.ts";
import type { Listed } from "../../../text/removal.ts";
import { hasLineEnd, indentationAt, isBlankBetween, lineEnd, lineStart } from "../../../text/lines.ts";
import { entriesOf } from "./entries.ts";
import type { Container } from "./locate.ts";
import { printKey, printOnLines, printOnOneLine } from "./print.ts";
import type { Style } from "./style.ts";

/** What is added to an object or array: an item, or a property with its key. */
export interface Addition {
  readonly key: string | null;
  readonly value: Written;
}

/** Adds behind the last property or item, in the manner of those before it. */
export function addTo(
  text: string,
  container: Container,
  around: readonly Container[],
  additions: readonly Addition[],
  style: Style,
): readonly Replacement[] {
  const last = entriesOf(container).at(-1);
  if (!last) return addFirst(text, container, around, additions, style);
  return hasLineEnd(text, container.start, container.end)
    ? addLines(text, container, last, additions, style)
    : addOnLine(last, additions, style);
}

function addOnLine(last: Listed, additions: readonly Addition[], style: Style): readonly Replacement[] {
  const printed = additions.map((each) => onOneLine(each, style)).join(", ");
  return last.comma === null
    ? [insertAt(last.end, `, ${printed}`)]
    : [insertAt(last.comma + 1, ` ${printed},`)];
}

/** Each on a line of its own, behind the comments that follow the last one. Line breaks need no commas. */
function addLines(
  text: string,
  container: Container,
  last: Listed,
  additions: readonly Addition[],
  style: Style,
): readonly Replacement[] {
  const indentation = indentationOfEntries(text, container, style);
  const isShort = !hasLineEnd(text, last.start, last.end);
  const begin = style.newline + indentation;
  const printed = additions.map((each) =>
    each.key === null && isShort ? onOneLine(each, style) : onLines(each, style, indentation),
  );
  const from = last.comma === null ? last.end : last.comma + 1;
  return [insertAt(placeBehind(text, container, last, from), begin + printed.join(begin))];
}

/** Comments further down belong to a nested resource where one follows. */
function placeBehind(text: string, container: Container, last: Listed, from: number): number {
  const isFollowed = container.items.some((item) => item.start > last.start);
  const limit = container.close ?? container.end;
  return contentEnd(text, from, isFollowed ? Math.min(lineEnd(text, from), limit) : limit);
}

/** Into an empty object or array, which opens up unless all around it stands on one line. */
function addFirst(
  text: string,
  container: Container,
  around: readonly Container[],
  additions: readonly Addition[],
  style: Style,
): readonly Replacement[] {
  const start = container.start + 1;
  const end = container.close ?? container.end;
  const outer = around[0];
  if (outer && !hasLineEnd(text, outer.start, outer.end)) {
    const padding = container.kind === "object" && style.padded ? " " : "";
    const printed = additions.map((each) => onOneLine(each, style)).join(", ");
    return [{ start, end, text: padding + printed + padding }];
  }
  const closing = indentationAt(text, container.start);
  const indentation = closing + style.indent;
  const begin = style.newline + indentation;
  const lines = begin + additions.map((each) => onLines(each, style, indentation)).join(begin);
  // Resources nested in it stay behind what is added.
  const isEmpty = container.items.length === 0;
  const at = contentEnd(text, start, isEmpty ? end : Math.min(end, lineEnd(text, start)));
  return isEmpty ? [{ start: at, end, text: lines + style.newline + closing }] : [insertAt(at, lines)];
}

function onOneLine({ key, value }: Addition, style: Style): string {
  return (key === null ? "" : printKey(key)) + printOnOneLine(value, style);
}

function onLines({ key, value }: Addition, style: Style, indentation: string): string {
  return (key === null ? "" : printKey(key)) + printOnLines(value, style, indentation);
}

/** The indentation of the first property or item that begins a line. */
function indentationOfEntries(text: string, container: Container, style: Style): string {
  for (const { start } of entriesOf(container)) {
    const line = lineStart(text, start);
    if (line > container.start && isBlankBetween(text, line, start)) return text.slice(line, start);
  }
  return indentationAt(text, container.start) + style.indent;
}

/** The end of the last comment between two offsets; the first offset when there is none. */
function contentEnd(text: string, from: number, to: number): number {
  const comments = /^(?:\s*(?:\/\/[^\r\n]*|\/\*[^]*?\*\/))+/.exec(text.slice(from, to));
  return from + (comments?.[0].length ?? 0);
}

function insertAt(offset: number, text: string): Replacement {
  return { start: offset, end: offset, text };
}

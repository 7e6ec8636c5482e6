import type { Replacement } from "../../../text/replacement.ts";
import type { Written } from "../../../template/written.ts";
import { hasLineEnd, indentationAt, isBlankBetween, lineStart } from "../../../text/lines.ts";
import type { JsonArray, JsonItem, JsonMember, JsonObject } from "../json/node.ts";
import { commentEnd, isSpace } from "../json/trivia.ts";
import { printKey, printOnLines, printOnOneLine } from "./print.ts";
import type { Style } from "./style.ts";

/** What is added to an object or array: an item, or an entry with its key. */
export interface Addition {
  readonly key: string | null;
  readonly value: Written;
}

type Container = JsonObject | JsonArray;

/** Adds behind the last entry or item, in the manner of those before it. */
export function addTo(
  text: string,
  container: Container,
  around: readonly Container[],
  additions: readonly Addition[],
  style: Style,
): readonly Replacement[] {
  const last = entriesOf(container).at(-1);
  if (!last) return addFirst(text, container, around, additions, style);
  if (!hasLineEnd(text, container.start, container.end)) return addOnLine(last, additions, style);
  return addLines(text, container, last, additions, style);
}

export function entriesOf(container: Container): readonly (JsonMember | JsonItem)[] {
  return container.kind === "object" ? container.members : container.items;
}

function addOnLine(
  last: JsonMember | JsonItem,
  additions: readonly Addition[],
  style: Style,
): readonly Replacement[] {
  const space = style.spaced ? " " : "";
  const printed = additions.map((each) => onOneLine(each, style)).join(`,${space}`);
  return last.comma === null
    ? [insertAt(last.end, `,${space}${printed}`)]
    : [insertAt(last.comma + 1, `${space}${printed},`)];
}

/** Each on a line of its own, behind the comments that follow the last entry; a trailing comma stays the file's custom. */
function addLines(
  text: string,
  container: Container,
  last: JsonMember | JsonItem,
  additions: readonly Addition[],
  style: Style,
): readonly Replacement[] {
  const indentation = entryIndentation(text, container, style);
  const isShort = isShortItem(text, last);
  const printed = additions
    .map((each) =>
      each.key === null && isShort ? onOneLine(each, style) : onLines(each, style, indentation),
    )
    .join(`,${style.newline}${indentation}`);
  const at = contentEnd(text, last.comma === null ? last.end : last.comma + 1, container.end - 1);
  const line = `${style.newline}${indentation}${printed}`;
  if (last.comma !== null) return [insertAt(at, `${line},`)];
  return at === last.end ? [insertAt(at, `,${line}`)] : [insertAt(last.end, ","), insertAt(at, line)];
}

/** Into an empty object or array, which opens up unless all around it stands on one line. */
function addFirst(
  text: string,
  container: Container,
  around: readonly Container[],
  additions: readonly Addition[],
  style: Style,
): readonly Replacement[] {
  const [start, end] = [container.start + 1, container.end - 1];
  const outer = around[0] ?? container;
  if (around.length > 0 ? !hasLineEnd(text, outer.start, outer.end) : !/[\r\n]/.test(text)) {
    const padding = container.kind === "object" && style.padded ? " " : "";
    const printed = additions.map((each) => onOneLine(each, style)).join(style.spaced ? ", " : ",");
    return [{ start, end, text: padding + printed + padding }];
  }
  const closing = indentationAt(text, container.start);
  const indentation = closing + style.indent;
  const begin = style.newline + indentation;
  const line = begin + additions.map((each) => onLines(each, style, indentation)).join(`,${begin}`);
  const at = contentEnd(text, start, end);
  return [{ start: at, end, text: line + style.newline + closing }];
}

function onOneLine({ key, value }: Addition, style: Style): string {
  return (key === null ? "" : printKey(key, style)) + printOnOneLine(value, style);
}

function onLines({ key, value }: Addition, style: Style, indentation: string): string {
  return (key === null ? "" : printKey(key, style)) + printOnLines(value, style, indentation);
}

/** The indentation of the first entry that begins a line. */
function entryIndentation(text: string, container: Container, style: Style): string {
  for (const entry of entriesOf(container)) {
    const start = lineStart(text, entry.start);
    if (start > container.start && isBlankBetween(text, start, entry.start))
      return text.slice(start, entry.start);
  }
  return indentationAt(text, container.start) + style.indent;
}

function isShortItem(text: string, { start, end }: JsonMember | JsonItem): boolean {
  return !hasLineEnd(text, start, end);
}

/** The end of the last comment between two offsets; the first offset when there is none. */
function contentEnd(text: string, from: number, to: number): number {
  let end = from;
  for (let at = from; at < to;) {
    const comment = commentEnd(text, at);
    if (comment !== null) at = end = comment;
    else if (isSpace(text.charCodeAt(at))) at++;
    else return end;
  }
  return end;
}

function insertAt(offset: number, text: string): Replacement {
  return { start: offset, end: offset, text };
}

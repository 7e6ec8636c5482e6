import { memoize } from "../../logic/memoize.ts";
import type { DictionaryExpression, ListExpression } from "../../template/expression.ts";
import { isWrittenDictionary, nested, type Written } from "../../template/written.ts";
import type { Change, Document, Span } from "../../text/document.ts";
import {
  commentEnd,
  hasLineEnd,
  indentationAt,
  isBlankBetween,
  isSpace,
  lineEnd,
  lineStart,
} from "../../text/lines.ts";
import { entryFrom, type Listed, removeListed, type Replacement } from "../../text/replacement.ts";
import type { SyntaxEditor } from "../syntax.ts";
import type { BracesFile, Container, Located, Range, Style } from "./file.ts";
import { printOnLines, printOnOneLine } from "./print.ts";

/**
 * The editor of a language with braces but for declarations, given how its files are opened. A file is opened once, and an object or
 * list in it is found once: one fix makes many changes, and there may be a fix for each item of a list.
 */
export function bracesEditor(open: (document: Document) => BracesFile): Omit<SyntaxEditor, "declare"> {
  const fileOf = memoize(open);
  const placesIn = memoize((file: BracesFile) => memoize(containerIn(file)));
  return {
    replace: (document, span, value) => changes(document, replace(fileOf(document), span, value)),
    insert: (document, into, path, value) => {
      const file = fileOf(document);
      const place = placesIn(file)(into);
      if (!place) return undefined;
      return changes(
        document,
        path.length > 0 ? insert(file, place, path, value) : insertAll(file, place, value),
      );
    },
    append: (document, to, values) => {
      const file = fileOf(document);
      const place = placesIn(file)(to);
      return changes(document, place && append(file, place, values));
    },
    remove: (document, from, spans) => {
      const file = fileOf(document);
      const place = placesIn(file)(from);
      return changes(document, place && remove(file.text, place.container, spans));
    },
  };
}

/** An object or list, and what it is in, innermost first. */
interface Place {
  readonly container: Container;
  readonly around: readonly Range[];
}

function changes(document: Document, made: readonly Replacement[] | null): readonly Change[] | undefined {
  return made?.map(({ start, end, text }) => ({ span: { document: document.id, start, end }, text }));
}

/** The object or list an expression was read from; null when syntax errors make it uncertain what it holds. */
function containerIn(file: BracesFile): (from: DictionaryExpression | ListExpression) => Place | null {
  return ({ span }) => {
    const located = file.valueAt(span.start, span.end);
    const container = located?.value.container;
    return container ? { container, around: located.around } : null;
  };
}

/** A part of a string is replaced in the string's own way. */
function replace(file: BracesFile, { start, end }: Span, value: Written): readonly Replacement[] | null {
  const located = file.valueAt(start, end);
  const text = located
    ? lead(file.text, start, end) + printed(file, located, value)
    : file.printInside({ start, end }, value);
  return text === null ? null : [{ start, end, text }];
}

/** The space between a colon and the value that was missing behind it. */
function lead(text: string, start: number, end: number): string {
  return start === end && text[start - 1] === ":" ? " " : "";
}

function printed({ text, style }: BracesFile, { value: { start }, around }: Located, value: Written): string {
  const [outer] = around;
  return outer && !hasLineEnd(text, outer.start, outer.end)
    ? printOnOneLine(value, style)
    : printOnLines(value, style, indentationAt(text, start));
}

/** Goes down to the innermost object that is already written; `null` counts as not written. */
function insert(
  file: BracesFile,
  { container, around }: Place,
  path: readonly string[],
  value: Written,
): readonly Replacement[] | null {
  const [key, ...rest] = path;
  if (key === undefined || container.kind !== "object") return null;
  const present = container.valueOf(key);
  if (!present) return addTo(file, container, around, [{ key, value: nested(rest, value) }]);
  const inside = [container, ...around];
  if (present.isNull) {
    const text = printed(file, { value: present, around: inside }, nested(rest, value));
    return [{ start: present.start, end: present.end, text }];
  }
  return present.container && insert(file, { container: present.container, around: inside }, rest, value);
}

/** Several entries side by side. */
function insertAll(
  file: BracesFile,
  { container, around }: Place,
  value: Written,
): readonly Replacement[] | null {
  if (container.kind !== "object" || !isWrittenDictionary(value)) return null;
  const additions = Object.entries(value).map(([key, each]) => ({ key, value: each }));
  if (additions.length === 0 || additions.some(({ key }) => container.valueOf(key))) return null;
  return addTo(file, container, around, additions);
}

function append(
  file: BracesFile,
  { container, around }: Place,
  values: readonly Written[],
): readonly Replacement[] | null {
  if (container.kind !== "list" || values.length === 0) return null;
  return addTo(
    file,
    container,
    around,
    values.map((value) => ({ key: null, value })),
  );
}

function remove(
  text: string,
  { start, close, entries }: Container,
  spans: readonly Span[],
): readonly Replacement[] | null {
  const gone = spans.flatMap((span) => {
    const entry = entryFrom(entries, span.start);
    return entry?.start === span.start && entry.end === span.end ? [entry] : [];
  });
  if (gone.length === 0 || gone.length < spans.length) return null;
  return removeListed(text, { start: start + 1, end: close }, entries, new Set(gone));
}

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

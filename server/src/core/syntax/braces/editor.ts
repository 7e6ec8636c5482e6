import type { DictionaryExpression, ListExpression } from "../../template/expression.ts";
import { isWrittenDictionary, nested, type Written } from "../../template/written.ts";
import type { Document, Span, Change } from "../../text/document.ts";
import { hasLineEnd, indentationAt } from "../../text/lines.ts";
import { type Replacement, entryFrom, removeListed } from "../../text/replacement.ts";
import type { SyntaxEditor } from "../syntax.ts";
import { addTo } from "./add.ts";
import type { BracesFile, Container, Located, Range } from "./file.ts";
import { printOnLines, printOnOneLine } from "./print.ts";
import { memoize } from "../../logic/memoize.ts";

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

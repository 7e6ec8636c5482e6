import type { DictionaryExpression, ListExpression } from "../../template/expression.ts";
import type { Written } from "../../template/written.ts";
import { isWrittenDictionary, nested } from "../../template/written.ts";
import type { Change } from "../../text/change.ts";
import type { Document } from "../../text/document.ts";
import type { Span } from "../../text/span.ts";
import type { Replacement } from "../../text/replacement.ts";
import { removeListed } from "../../text/removal.ts";
import { hasLineEnd, indentationAt } from "../../text/lines.ts";
import type { SyntaxEditor } from "../syntax.ts";
import { documentKind } from "./document-kind.ts";
import { addTo, entriesOf } from "./edit/add.ts";
import type { Located } from "./edit/locate.ts";
import { nodeAt, stringAround } from "./edit/locate.ts";
import { printExpression, printOnLines, printOnOneLine } from "./edit/print.ts";
import type { Style } from "./edit/style.ts";
import { styleOf } from "./edit/style.ts";
import type { JsonArray, JsonObject, JsonText } from "./json/node.ts";
import { findMember } from "./json/node.ts";
import { readJson } from "./json/reader.ts";

/** Writes changes into ARM's JSON, in the style of the file. */
export const armEditor: SyntaxEditor = {
  replace: (document, span, value) => changes(document, replace(open(document), span, value)),
  insert: (document, into, path, value) => {
    const file = open(document);
    const place = containerAt(file, into);
    if (!place) return undefined;
    return changes(
      document,
      path.length > 0 ? insert(file, place, path, value) : insertAll(file, place, value),
    );
  },
  append: (document, to, values) => {
    const file = open(document);
    const place = containerAt(file, to);
    return changes(document, place && append(file, place, values));
  },
  remove: (document, from, spans) => {
    const file = open(document);
    const place = containerAt(file, from);
    return changes(document, place && remove(file, place.node, spans));
  },
};

interface OpenFile {
  readonly text: string;
  readonly json: JsonText;
  readonly style: Style;
}

interface Place extends Located {
  readonly node: JsonObject | JsonArray;
}

const opened = new WeakMap<Document, OpenFile>();

/** Reads a document once, since one fix makes many changes and many fixes are offered for one text. */
function open(document: Document): OpenFile {
  const before = opened.get(document);
  if (before) return before;
  const { id, text } = document;
  const json = readJson(text);
  const { kind } = documentKind(json.root, id);
  const file = { text, json, style: styleOf(text, kind === "template" || kind === "blueprint") };
  opened.set(document, file);
  return file;
}

function changes(document: Document, edits: readonly Replacement[] | null): readonly Change[] | undefined {
  return edits?.map(({ start, end, text }) => ({ span: { document: document.id, start, end }, text }));
}

/** The object or array an expression was read from; null when syntax errors make it uncertain what it holds. */
function containerAt({ json }: OpenFile, { span }: DictionaryExpression | ListExpression): Place | null {
  const located = nodeAt(json.root, span.start, span.end);
  if (located?.node.kind !== "object" && located?.node.kind !== "array") return null;
  return json.balanced && located.node.listed ? { ...located, node: located.node } : null;
}

/** Inside an expression the value is written in the language of expressions, anywhere else as JSON. */
function replace(file: OpenFile, { start, end }: Span, value: Written): readonly Replacement[] | null {
  const located = nodeAt(file.json.root, start, end);
  if (located) return [{ start, end, text: lead(file.text, start, end) + printed(file, located, value) }];
  const inside = stringAround(file.json.root, start, end);
  return inside ? [{ start, end, text: printExpression(value, file.style) }] : null;
}

/** The space between a colon and the value that was missing behind it. */
function lead(text: string, start: number, end: number): string {
  return start === end && text[start - 1] === ":" ? " " : "";
}

function printed({ text, style }: OpenFile, { node, around }: Located, value: Written): string {
  const outer = around[0] ?? node;
  return hasLineEnd(text, outer.start, outer.end)
    ? printOnLines(value, style, indentationAt(text, node.start))
    : printOnOneLine(value, style);
}

/** Goes down to the innermost object that stands there already; `null` counts as not written. */
function insert(
  file: OpenFile,
  place: Place,
  path: readonly string[],
  value: Written,
): readonly Replacement[] | null {
  const [key, ...rest] = path;
  if (key === undefined || place.node.kind !== "object") return null;
  const member = findMember(place.node, key);
  if (!member) {
    const addition = { key, value: nested(rest, value) };
    return addTo(file.text, place.node, place.around, [addition], file.style);
  }
  const around = [place.node, ...place.around];
  const node = member.value;
  if (node.kind === "scalar" && node.value === null) {
    const text = printed(file, { node, around }, nested(rest, value));
    return [{ start: node.start, end: node.end, text }];
  }
  return node.kind === "object" && node.listed ? insert(file, { node, around }, rest, value) : null;
}

/** Several entries side by side. */
function insertAll(file: OpenFile, { node, around }: Place, value: Written): readonly Replacement[] | null {
  if (node.kind !== "object" || !isWrittenDictionary(value)) return null;
  const additions = Object.entries(value).map(([key, each]) => ({ key, value: each }));
  if (additions.length === 0 || additions.some(({ key }) => findMember(node, key))) return null;
  return addTo(file.text, node, around, additions, file.style);
}

function append(file: OpenFile, place: Place, values: readonly Written[]): readonly Replacement[] | null {
  if (place.node.kind !== "array" || values.length === 0) return null;
  const additions = values.map((value) => ({ key: null, value }));
  return addTo(file.text, place.node, place.around, additions, file.style);
}

function remove(
  file: OpenFile,
  container: JsonObject | JsonArray,
  spans: readonly Span[],
): readonly Replacement[] | null {
  const entries = entriesOf(container);
  const gone = spans.map(({ start, end }) =>
    entries.find((entry) => entry.start === start && entry.end === end),
  );
  if (gone.length === 0 || gone.includes(undefined)) return null;
  const inner = { start: container.start + 1, end: container.end - 1 };
  return removeListed(file.text, inner, entries, new Set(gone.filter((entry) => entry !== undefined)));
}

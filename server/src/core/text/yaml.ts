import {
  defineScalarTag,
  type Event,
  EVENT_ID,
  FAILSAFE_SCHEMA,
  getScalarValue,
  load,
  NOT_RESOLVED,
  parseEvents,
  realMapTag,
  SCALAR_STYLE,
  YAMLException,
} from "js-yaml";
import type { Document, Span } from "./document.ts";

type EventOf<Type extends Event["type"]> = Extract<Event, { readonly type: Type }>;
type ScalarEvent = EventOf<typeof EVENT_ID.SCALAR>;
type SequenceEvent = EventOf<typeof EVENT_ID.SEQUENCE>;
type MappingEvent = EventOf<typeof EVENT_ID.MAPPING>;
type DocumentEvent = EventOf<typeof EVENT_ID.DOCUMENT>;

/** A part of a YAML text. `S` is what a host makes of the place of a text. */
export type YamlNode<S> = YamlScalar<S> | YamlMap<S> | YamlList<S>;

/** Its text is what is written: whether `no` is a text or a boolean, nobody asks here. */
export interface YamlScalar<S> {
  readonly kind: "scalar";
  readonly text: string;
  readonly span: Span;
  readonly source: S | null;
}

export interface YamlMap<S> {
  readonly kind: "map";
  readonly entries: readonly YamlEntry<S>[];
  readonly span: Span;
}

export interface YamlEntry<S> {
  readonly key: YamlScalar<S>;
  readonly value: YamlNode<S>;
}

export interface YamlList<S> {
  readonly kind: "list";
  readonly items: readonly YamlNode<S>[];
  readonly span: Span;
}

export type YamlStyle = "literal" | "single-quoted" | "double-quoted" | "other";

/** A document to read. */
export interface YamlText<S> {
  readonly document: Document;
  /** As long as the document's text, which shows what is written in it. */
  readonly text: string;
  readonly maxDepth: number;
  /** Makes what a scalar has as its source: `place` is without quotes. */
  readonly sourceOf: (place: Span, style: YamlStyle) => S | null;
}

/** The documents of a text; the place of its first error instead if it has one. Offsets are UTF-16 code units. */
export function yamlDocuments<S>(asked: YamlText<S>): readonly YamlNode<S>[] | { readonly faultAt: number } {
  const { text, maxDepth } = asked;
  const read = readIndented(text, (indented) => parseEvents(indented, { maxDepth }));
  if ("result" in read) return documentsOf(asked, read.result, read.added);
  const { error, added } = read;
  return { faultAt: error instanceof YAMLException ? withoutAdded(error.mark?.position ?? 0, added) : 0 };
}

/**
 * The value of a text, in which maps are of type `Map`; throws if it cannot be read. `plain` gives what a value without quotes is, and
 * undefined for a text.
 */
export function yamlValue(
  text: string,
  plain: (source: string) => number | boolean | null | undefined,
): unknown {
  const scalar = defineScalarTag("tag:yaml.org,2002:plain", {
    implicit: true,
    identify: () => false,
    resolve: (source) => {
      const value = plain(source);
      return value === undefined ? NOT_RESOLVED : value;
    },
  });
  const schema = FAILSAFE_SCHEMA.withTags(realMapTag, scalar);
  const read = readIndented(text, (indented) => load(indented, { schema }));
  if ("error" in read) throw read.error;
  return read.result;
}

/** Spaces added at the beginning of a line. */
interface Added {
  readonly at: number;
  readonly count: number;
}

/** The most characters that are read in all, for each time that a line is indented. */
const mostRead = 20_000_000;

/**
 * Reads a text. Lines within brackets or quotes have to be indented more than what they belong to (https://yaml.org/spec/1.2.2/#rule-s-flow-line-prefix),
 * but the libraries that read pipelines and Terraform's values do not insist on that. So a line that is rejected for that reason is
 * indented, which changes no value, and the text is read again.
 */
function readIndented<T>(
  text: string,
  read: (indented: string) => T,
):
  | { readonly result: T; readonly added: readonly Added[] }
  | { readonly error: unknown; readonly added: readonly Added[] } {
  const added: Added[] = [];
  let indented = text;
  for (let left = mostRead - text.length; ; left -= indented.length) {
    try {
      return { result: read(indented), added };
    } catch (error) {
      const line = left > 0 ? rejectedLine(error, indented) : null;
      if (line === null) return { error, added };
      const at = withoutAdded(line, added);
      if (added.some((each) => each.at === at)) return { error, added };
      added.push({ at, count: deepest(text) + 1 });
      indented = withAdded(text, added);
    }
  }
}

/** Where the line begins that was rejected for its indentation; null if the text was rejected for another reason. */
function rejectedLine(error: unknown, text: string): number | null {
  if (!(error instanceof YAMLException) || error.reason !== "deficient indentation" || !error.mark)
    return null;
  return text.lastIndexOf("\n", error.mark.position - 1) + 1;
}

/** The deepest column at which something can begin in a line. */
function deepest(text: string): number {
  let most = 0;
  for (const [begin] of text.matchAll(/^[ \t?:-]*/gm)) most = Math.max(most, begin.length);
  return most;
}

/** The text with spaces added; they are in the order of their places, since a text is read from its beginning. */
function withAdded(text: string, added: readonly Added[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { at, count } of added) {
    parts.push(text.slice(from, at), " ".repeat(count));
    from = at;
  }
  return [...parts, text.slice(from)].join("");
}

/** The place in the text as it is written. */
function withoutAdded(place: number, added: readonly Added[]): number {
  let before = 0;
  for (const { at, count } of added) {
    if (place <= at + before) break;
    before += Math.min(count, place - at - before);
  }
  return place - before;
}

/** A list, a map or a document whose end has not been reached, and what is in it. */
interface Open<S> {
  readonly event: SequenceEvent | MappingEvent | DocumentEvent;
  readonly nodes: YamlNode<S>[];
}

function documentsOf<S>(
  { document, sourceOf }: YamlText<S>,
  events: readonly Event[],
  added: readonly Added[],
): readonly YamlNode<S>[] {
  const shown = withAdded(document.text, added);
  const spanOf = (start: number, end: number): Span => ({
    document: document.id,
    start: withoutAdded(start, added),
    end: withoutAdded(end, added),
  });
  const documents: YamlNode<S>[] = [];
  const anchors = new Map<string, YamlNode<S>>();
  const open: Open<S>[] = [];
  let last = 0;
  const scalar = (event: ScalarEvent): YamlScalar<S> => {
    const { valueStart, valueEnd, style } = event;
    if (valueStart < 0) return emptyAt(spanOf(last, last));
    last = Math.max(last, valueEnd);
    const span = spanOf(valueStart, valueEnd);
    const source = sourceOf(span, styles.get(style) ?? "other");
    return { kind: "scalar", text: getScalarValue(shown, event), span, source };
  };
  const add = (node: YamlNode<S>, { anchorStart, anchorEnd }: Anchored): void => {
    if (anchorStart >= 0) anchors.set(shown.slice(anchorStart, anchorEnd), node);
    open.at(-1)?.nodes.push(node);
  };
  const close = ({ event, nodes }: Open<S>): void => {
    if (event.type === EVENT_ID.DOCUMENT) {
      documents.push(...nodes.slice(0, 1));
      return;
    }
    const span = spanOf(event.start, Math.max(event.start, last));
    if (event.type === EVENT_ID.SEQUENCE) add({ kind: "list", items: nodes, span }, event);
    else add({ kind: "map", entries: entriesAmong(nodes), span }, event);
  };
  for (const event of events) {
    if (event.type === EVENT_ID.SCALAR) add(scalar(event), event);
    else if (event.type === EVENT_ID.ALIAS) {
      const { anchorStart, anchorEnd } = event;
      const named = anchors.get(shown.slice(anchorStart, anchorEnd));
      open.at(-1)?.nodes.push(named ?? emptyAt(spanOf(anchorStart, anchorStart)));
    } else if (event.type === EVENT_ID.POP) {
      const closed = open.pop();
      if (closed) close(closed);
    } else {
      if (event.type === EVENT_ID.DOCUMENT) anchors.clear();
      open.push({ event, nodes: [] });
    }
  }
  return documents;
}

/** A value that is not written. */
function emptyAt(span: Span): YamlScalar<never> {
  return { kind: "scalar", text: "", span, source: null };
}

type Anchored = Pick<ScalarEvent, "anchorStart" | "anchorEnd">;

function entriesAmong<S>(nodes: readonly YamlNode<S>[]): readonly YamlEntry<S>[] {
  const entries: YamlEntry<S>[] = [];
  for (let index = 0; index + 1 < nodes.length; index += 2) {
    const [key, value] = [nodes[index], nodes[index + 1]];
    if (key?.kind === "scalar" && value) entries.push({ key, value });
  }
  return entries;
}

const styles: ReadonlyMap<number, YamlStyle> = new Map([
  [SCALAR_STYLE.LITERAL_BLOCK, "literal"],
  [SCALAR_STYLE.SINGLE_QUOTED, "single-quoted"],
  [SCALAR_STYLE.DOUBLE_QUOTED, "double-quoted"],
]);

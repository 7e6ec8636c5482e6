import type { Comment } from "../syntax/syntax.ts";
import { memoize } from "../logic/memoize.ts";
import type { Document } from "../text/document.ts";
import type { Span } from "../text/span.ts";
import { type YamlEvent, yamlEvents, type YamlScalarEvent } from "../text/yaml.ts";
import { partOf, type SourceText, wholeText } from "./source-text.ts";
import { foldWord } from "../text/fold.ts";

export type YamlNode = YamlScalar | YamlMap | YamlList;

/** Its text is what is written: whether `no` is a text or a boolean, nobody asks here. */
export interface YamlScalar {
  readonly kind: "scalar";
  readonly text: string;
  readonly span: Span;
  /** The same as a script, in which every character has its place; null if escapes make it another text. */
  readonly source: SourceText | null;
}

export interface YamlMap {
  readonly kind: "map";
  readonly entries: readonly YamlEntry[];
  readonly span: Span;
}

export interface YamlEntry {
  readonly key: YamlScalar;
  readonly value: YamlNode;
}

export interface YamlList {
  readonly kind: "list";
  readonly items: readonly YamlNode[];
  readonly span: Span;
}

/** The documents of a YAML file. */
export interface YamlFile {
  readonly documents: readonly YamlNode[];
  readonly comments: readonly Comment[];
  /** From where on it cannot be read; null if all of it can. */
  readonly unreadFrom: number | null;
}

/**
 * Reads a YAML file with the place of every value. What is behind an error is not read. Expressions of pipelines and of Helm
 * (`${{ … }}`, `{{ … }}`) count as characters of the values they are in, because they need not be valid YAML.
 */
export const readYaml = memoize((document: Document): YamlFile => {
  const masked = maskExpressions(document.text);
  const { events, unreadFrom } = eventsOf(masked, document.text);
  const comments = commentsIn(document);
  return { documents: new Builder(document, events).documents(), comments, unreadFrom };
});

/** The value of a key; names count without case where `folded` is given. */
export function valueOf(node: YamlNode | null | undefined, key: string, folded?: "folded"): YamlNode | null {
  if (node?.kind !== "map") return null;
  const isSame = (name: string): boolean => (folded ? foldWord(name) === foldWord(key) : name === key);
  return node.entries.find((entry) => isSame(entry.key.text))?.value ?? null;
}

/** The text of a scalar; null of anything else, and of an empty one. */
export function textOf(node: YamlNode | null | undefined): string | null {
  return node?.kind === "scalar" && node.text !== "" ? node.text : null;
}

/** The items of a list; none of anything else. */
export function itemsOf(node: YamlNode | null | undefined): readonly YamlNode[] {
  return node?.kind === "list" ? node.items : [];
}

export function entriesOf(node: YamlNode | null | undefined): readonly YamlEntry[] {
  return node?.kind === "map" ? node.entries : [];
}

const mostDepth = 100;

/** The events up to the first error: of the whole file, else of the lines before it, else of the entries before. */
function eventsOf(
  text: string,
  shown: string,
): { readonly events: readonly YamlEvent[]; readonly unreadFrom: number | null } {
  let end = text.length;
  for (let tries = 0; tries < 3; tries++) {
    const read = yamlEvents(text.slice(0, end), shown, mostDepth);
    if (!("faultAt" in read)) return { events: read, unreadFrom: end === text.length ? null : end };
    const line = text.lastIndexOf("\n", Math.max(0, Math.min(read.faultAt, end) - 1)) + 1;
    end = tries === 0 ? line : startOfEntry(text, line);
  }
  return { events: [], unreadFrom: 0 };
}

/** The line before an offset that is not indented. */
function startOfEntry(text: string, before: number): number {
  // Before the first character, the search would begin at the first one again.
  for (let at = before; at > 1;) {
    at = text.lastIndexOf("\n", at - 2) + 1;
    if (!/^[\s#]/.test(text.slice(at, at + 1))) return at;
  }
  return 0;
}

/** The same length, so that every place stays what it is. A line that is only an instruction of a template is blank. */
function maskExpressions(text: string): string {
  if (!text.includes("{{")) return text;
  const withoutLines = text.replace(/^[ \t]*\{\{[^{}\n]*\}\}[ \t]*\r?$/gm, (line) =>
    line.replace(/\S/g, " "),
  );
  return withoutLines.replace(/\$?\{\{[^{}\n]*\}\}/g, (whole) => "x".repeat(whole.length));
}

/** Comments that are alone on their line, or behind a value that is not quoted. */
function commentsIn({ id, text }: Document): readonly Comment[] {
  return [...text.matchAll(/(?<=^|[ \t])#([^\r\n]*)/gm)].map(({ 0: whole, 1: inside = "", index }) => ({
    span: { document: id, start: index, end: index + whole.length },
    text: inside,
  }));
}

type Open =
  | { readonly kind: "document"; readonly nodes: YamlNode[] }
  | {
      readonly kind: "list" | "map";
      readonly nodes: YamlNode[];
      readonly start: number;
      readonly anchor: string | null;
    };

/** Makes nodes of the parser's events. */
class Builder {
  readonly #document: Document;
  readonly #whole: SourceText;
  readonly #events: readonly YamlEvent[];
  readonly #anchors = new Map<string, YamlNode>();
  readonly #open: Open[] = [];
  readonly #documents: YamlNode[] = [];
  #end = 0;

  constructor(document: Document, events: readonly YamlEvent[]) {
    this.#document = document;
    this.#whole = wholeText(document);
    this.#events = events;
  }

  documents(): readonly YamlNode[] {
    for (const event of this.#events) this.#take(event);
    return this.#documents;
  }

  #take(event: YamlEvent): void {
    switch (event.kind) {
      case "document":
        this.#open.push({ kind: "document", nodes: [] });
        this.#anchors.clear();
        break;
      case "list":
      case "map":
        this.#open.push({ ...event, nodes: [] });
        break;
      case "scalar":
        this.#add(this.#scalar(event), event.anchor);
        break;
      case "alias":
        this.#add(this.#anchors.get(event.anchor) ?? this.#empty(event.start), null);
        break;
      case "end":
        this.#close();
    }
  }

  #close(): void {
    const closed = this.#open.pop();
    if (!closed) return;
    if (closed.kind === "document") {
      const [node] = closed.nodes;
      if (node) this.#documents.push(node);
      return;
    }
    const span = { document: this.#document.id, start: closed.start, end: Math.max(closed.start, this.#end) };
    if (closed.kind === "list") this.#add({ kind: "list", items: closed.nodes, span }, closed.anchor);
    else this.#add({ kind: "map", entries: entriesAmong(closed.nodes), span }, closed.anchor);
  }

  #add(node: YamlNode, anchor: string | null): void {
    if (anchor !== null) this.#anchors.set(anchor, node);
    this.#open.at(-1)?.nodes.push(node);
  }

  #empty(at: number): YamlScalar {
    const span = { document: this.#document.id, start: at, end: at };
    return { kind: "scalar", text: "", span, source: null };
  }

  #scalar({ place, text, style }: YamlScalarEvent): YamlScalar {
    if (!place) return this.#empty(this.#end);
    this.#end = Math.max(this.#end, place.end);
    const span = { document: this.#document.id, ...place };
    return { kind: "scalar", text, span, source: this.#sourceOf(place, style) };
  }

  /** Lines of a value that is not literal are joined by spaces, except before and after empty ones. */
  #sourceOf(
    { start, end }: NonNullable<YamlScalarEvent["place"]>,
    style: YamlScalarEvent["style"],
  ): SourceText | null {
    const source = partOf(this.#whole, start, end);
    if (style === "literal") return source;
    if (style === "double-quoted" && source.text.includes("\\")) return null;
    if (style === "single-quoted" && source.text.includes("''")) return null;
    return { ...source, text: source.text.replace(/(?<!\n)(\r?)\n(?![ \t]*\r?\n)/g, "$1 ") };
  }
}

function entriesAmong(nodes: readonly YamlNode[]): readonly YamlEntry[] {
  const entries: YamlEntry[] = [];
  for (let index = 0; index + 1 < nodes.length; index += 2) {
    const [key, value] = [nodes[index], nodes[index + 1]];
    if (key?.kind === "scalar" && value) entries.push({ key, value });
  }
  return entries;
}

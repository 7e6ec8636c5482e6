import type { Comment } from "../syntax/syntax.ts";
import { memoize } from "../logic/memoize.ts";
import type { Document, Span } from "../text/document.ts";
import type * as Text from "../text/yaml.ts";
import { yamlDocuments } from "../text/yaml.ts";
import { partOf, type SourceText, wholeText } from "./source-text.ts";
import { isSameWord } from "../text/fold.ts";

/** The source of a scalar is its text as a script, in which every character has its place; null if escapes make it another text. */
export type YamlNode = Text.YamlNode<SourceText>;
export type YamlScalar = Text.YamlScalar<SourceText>;
export type YamlEntry = Text.YamlEntry<SourceText>;

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
  return { ...documentsIn(document, masked), comments: commentsIn(document) };
});

/** The value of a key; names count without case where `folded` is given. */
export function valueOf(node: YamlNode | null | undefined, key: string, folded?: "folded"): YamlNode | null {
  if (node?.kind !== "map") return null;
  const isSame = (name: string): boolean => (folded ? isSameWord(name, key) : name === key);
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

/** What is before the first error: the whole file, else the lines before it, else the entries before. */
function documentsIn(document: Document, text: string): Pick<YamlFile, "documents" | "unreadFrom"> {
  const whole = wholeText(document);
  const sourceOf = (place: Span, style: Text.YamlStyle): SourceText | null => sourceIn(whole, place, style);
  let end = text.length;
  for (let tries = 0; tries < 3; tries++) {
    const read = yamlDocuments({ document, text: text.slice(0, end), maxDepth: mostDepth, sourceOf });
    if (!("faultAt" in read)) return { documents: read, unreadFrom: end === text.length ? null : end };
    const line = text.lastIndexOf("\n", Math.max(0, Math.min(read.faultAt, end) - 1)) + 1;
    end = tries === 0 ? line : startOfEntry(text, line);
  }
  return { documents: [], unreadFrom: 0 };
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

/** Lines of a value that is not literal are joined by spaces, except before and after empty ones. */
function sourceIn(whole: SourceText, { start, end }: Span, style: Text.YamlStyle): SourceText | null {
  const source = partOf(whole, start, end);
  if (style === "literal") return source;
  if (style === "double-quoted" && source.text.includes("\\")) return null;
  if (style === "single-quoted" && source.text.includes("''")) return null;
  return { ...source, text: source.text.replace(/(?<!\n)(\r?)\n(?![ \t]*\r?\n)/g, "$1 ") };
}

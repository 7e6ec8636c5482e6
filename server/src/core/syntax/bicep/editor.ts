import type { Document, Span } from "../../text/document.ts";
import { bracesEditor } from "../braces/editor.ts";
import type { BracesFile, Container, Style, Value } from "../braces/file.ts";
import type { SyntaxEditor } from "../syntax.ts";
import { type BicepFile, type BicepNode, childrenOf } from "./file-nodes.ts";
import type { ArrayNode, ObjectNode, Property } from "./nodes.ts";
import { treeOf } from "./parse.ts";
import { foldWord } from "../../text/fold.ts";
import type { NewResource } from "../../template/written.ts";
import { type Replacement, type Listed, paragraphsBehind } from "../../text/replacement.ts";
import { printOnLines } from "../braces/print.ts";
import type { NameSegment, Reference } from "../../template/reference.ts";

/** Writes changes into Bicep, in the style of the file. */
export const bicepEditor: SyntaxEditor = {
  ...bracesEditor(open),
  declare: (document, after, resources) => {
    const made = declare(document, after, resources);
    return made
      ? [{ span: { document: document.id, start: made.start, end: made.end }, text: made.text }]
      : undefined;
  },
};

/** A part of a string, such as the version of a type, is replaced by bare text. */
function open(document: Document): BracesFile {
  const tree = treeOf(document);
  return {
    text: document.text,
    style: styleOf(document.text),
    valueAt: (start, end) => {
      const located = nodeAt(tree, start, end);
      return located && { value: valueOf(located.node), around: located.around };
    },
    printInside: ({ start, end }, value) =>
      typeof value === "string" && isInString(tree, start, end) ? escapeText(value) : null,
  };
}

function valueOf(node: BicepNode): Value {
  const { start, end, kind } = node;
  const isIntact = (kind === "object" || kind === "array") && node.intact;
  return { start, end, isNull: kind === "null", container: isIntact ? containerOf(node) : null };
}

function containerOf(node: Braced): Container {
  return {
    start: node.start,
    end: node.end,
    kind: node.kind === "object" ? "object" : "list",
    close: node.close ?? node.end,
    entries: entriesOf(node),
    continuesBehind: (offset) => node.items.some(({ start }) => start > offset),
    valueOf: (key) => {
      const property = node.kind === "object" ? propertyNamed(node, key) : undefined;
      return property ? valueOf(property.value) : null;
    },
  };
}

/** Azure compares the names of properties without case. */
function propertyNamed(node: ObjectNode, name: string): Property | undefined {
  const folded = foldWord(name);
  return node.items
    .filter((item) => item.kind === "property")
    .find(({ key }) => {
      const text = key.kind === "name" ? key.text : key.kind === "string" ? key.value : null;
      return foldWord(text) === folded;
    });
}

/** Declares resources behind the declaration that a place is in; one that is nested in another has that around it. */
function declare(document: Document, place: Span, resources: readonly NewResource[]): Replacement | null {
  const around = treeOf(document).declarations.find(
    ({ start, end }) => start <= place.start && place.end <= end,
  );
  if (!around) return null;
  const style = styleOf(document.text);
  const printed = resources.map((each) => printResource(each, style));
  return paragraphsBehind(document.text, around.end, printed, style.newline);
}

/** https://learn.microsoft.com/azure/azure-resource-manager/bicep/resource-declaration */
function printResource({ symbol, type, apiVersion, parent, name, body }: NewResource, style: Style): string {
  const entries = { ...(parent ? { parent } : {}), name, ...body };
  return `resource ${symbol} '${type}@${apiVersion ?? ""}' = ${printOnLines(entries, style, "")}`;
}

/** The properties or items of an object or array, without nested resources. */
function entriesOf(container: Braced): readonly Listed[] {
  const own = container.items.filter((item) => item.kind !== "resource" && item.kind !== "orphan");
  return own.map(({ start, end }, index) => {
    const next = own[index + 1]?.start ?? container.end;
    const comma = container.commas.find((offset) => offset >= end && offset < next) ?? null;
    return { start, end, comma };
  });
}

type Braced = ObjectNode | ArrayNode;

/** A node and the objects and arrays that contain it, innermost first. */
interface Located {
  readonly node: BicepNode;
  readonly around: readonly Braced[];
}

/** The node that takes exactly this place. */
function nodeAt(file: BicepFile, start: number, end: number): Located | null {
  const path = pathTo(file, start, end);
  const last = path.at(-1);
  if (last?.start !== start || last.end !== end) return null;
  return { node: last, around: path.slice(0, -1).filter(isContainer).reverse() };
}

/** Whether this place lies between the quotes of a string without interpolations. */
function isInString(file: BicepFile, start: number, end: number): boolean {
  const last = pathTo(file, start, end).at(-1);
  return last?.kind === "string" && last.quote === "single" && last.start < start && end < last.end;
}

/** The nodes that hold a place, outermost first. */
function pathTo(file: BicepFile, start: number, end: number): readonly BicepNode[] {
  const path: BicepNode[] = [];
  let at: BicepNode | undefined = file;
  while (at) {
    path.push(at);
    at = childrenOf(at).find((child) => child.start <= start && end <= child.end);
  }
  return path;
}

function isContainer(node: BicepNode): node is Braced {
  return node.kind === "object" || node.kind === "array";
}

/** Reads the style off a text. */
function styleOf(text: string): Style {
  const indent = /^([ \t]+)[^\s/*]/m.exec(text)?.[1] ?? "  ";
  return {
    newline: /\r\n|\n|\r/.exec(text)?.[0] ?? "\n",
    indent: indent.startsWith("\t") ? "\t" : indent,
    spaced: true,
    padded: !/(?<!\$)\{[\w']+:/.test(text),
    lineSeparator: "",
    onOneLine: false,
    printScalar,
    printKey: (key) => `${/^[A-Za-z_]\w*$/.test(key) ? key : printScalar(key)}: `,
    printReference: (reference) => referenceText(reference, text),
  };
}

function printScalar(value: null | boolean | number | string): string {
  if (typeof value === "string") return `'${escapeText(value)}'`;
  // Bicep has no literals for fractions.
  return typeof value === "number" && !Number.isInteger(value) ? `json('${value}')` : String(value);
}

/** A reference by the symbol of its resource: https://learn.microsoft.com/azure/azure-resource-manager/bicep/resource-dependencies */
function referenceText({ referent, path, written }: Reference, source: string): string {
  if (written) return source.slice(written.span.start, written.span.end);
  const { declaration, iteration, child } = referent;
  const symbol = (declaration.key ?? declaration.symbol) + (iteration === null ? "" : `[${iteration}]`);
  // By its name, because Azure may list the subnets of a network in another order.
  if (child) return `'\${${symbol}.id}/${child.segment}/${segmentText(child.name, source)}'`;
  return [symbol, ...path].join(".");
}

function segmentText(pieces: NameSegment, source: string): string {
  return pieces
    .map((piece) =>
      piece.kind === "literal"
        ? escapeText(String(piece.value))
        : `\${${source.slice(piece.span.start, piece.span.end)}}`,
    )
    .join("");
}

/**
 * A text as written between single quotes
 * (https://learn.microsoft.com/azure/azure-resource-manager/bicep/data-types#strings).
 */
function escapeText(text: string): string {
  return text.replace(/\\|'|\$(?=\{)|[\n\r\t]/g, (character) => escapes.get(character) ?? `\\${character}`);
}

const escapes: ReadonlyMap<string, string> = new Map(
  Object.entries({ "\n": "\\n", "\r": "\\r", "\t": "\\t" }),
);

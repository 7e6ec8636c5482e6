import type { Document, Span, Change } from "../../text/document.ts";
import { type Addition, addTo, bracesEditor } from "../braces/editor.ts";
import type { BracesFile, Container, Style, Value } from "../braces/file.ts";
import type { SyntaxEditor } from "../syntax.ts";
import { documentKind } from "./document-kind.ts";
import { printExpression, printReference, printScalar } from "./edit/print.ts";
import {
  findMember,
  type JsonArray,
  type JsonNode,
  type JsonObject,
  type JsonString,
  memberValue,
} from "./json/node.ts";
import { readJson } from "./json/reader.ts";
import { type NameSegment, Reference } from "../../template/reference.ts";
import {
  type Written,
  type WrittenDictionary,
  type NewResource,
  referencesOfNew,
} from "../../template/written.ts";

/** Writes changes into ARM's JSON, in the style of the file. */
export const armEditor: SyntaxEditor = { ...bracesEditor(open), declare };

/** Resources are listed in any order, and a new one comes behind the one that it belongs to. */
function declare(
  document: Document,
  { start, end }: Span,
  resources: readonly NewResource[],
): readonly Change[] | undefined {
  const { root } = readJson(document.text);
  const place = listAround(root, start, end);
  const file = open(document);
  const container = place && file.valueAt(place.list.start, place.list.end)?.value.container;
  if (!place || !container) return undefined;
  const { item } = place;
  const behind = container.entries.find((each) => each.start <= item.start && item.end <= each.end);
  if (!behind) return undefined;
  const additions = resources.map((each) => additionFor(each, place.list));
  return addTo(file, container, [], additions, behind).map((made) => ({
    span: { document: document.id, start: made.start, end: made.end },
    text: made.text,
  }));
}

/** Inside an expression a value is written in the language of expressions, anywhere else as JSON. */
function open(document: Document): BracesFile {
  const { text } = document;
  const { root, balanced } = readJson(text);
  const { kind } = documentKind(root, document);
  return {
    text,
    style: styleOf(text, kind === "template" || kind === "blueprint"),
    valueAt: (start, end) => {
      const located = nodeAt(root, start, end);
      return located && { value: valueOf(located.node, balanced), around: located.around };
    },
    printInside: ({ start, end }, value) =>
      stringAround(root, start, end) ? printExpression(value, text) : null,
  };
}

/** If brackets do not match, the content of an object is unknown. */
function valueOf(node: JsonNode, balanced: boolean): Value {
  const { start, end, kind } = node;
  const isListed = balanced && (kind === "object" || kind === "array") && node.listed;
  return {
    start,
    end,
    isNull: kind === "scalar" && node.value === null,
    container: isListed ? containerOf(node) : null,
  };
}

function containerOf(node: JsonObject | JsonArray): Container {
  const entries = node.kind === "object" ? node.members : node.items;
  return {
    start: node.start,
    end: node.end,
    kind: node.kind === "object" ? "object" : "list",
    close: node.end - 1,
    entries,
    continuesBehind: (offset) => entries.some(({ start }) => start > offset),
    valueOf: (key) => {
      const member = node.kind === "object" ? findMember(node, key) : null;
      return member && valueOf(member.value, true);
    },
  };
}

/** Reads the style off a text. In a template brackets at the ends of a text would make it an expression. */
function styleOf(text: string, escapeBrackets: boolean): Style {
  const indent = /^([ \t]+)"/m.exec(text)?.[1] ?? "  ";
  const spaced = /":[ \t]/.test(text) || !/":\S/.test(text);
  return {
    newline: /\r\n|\n|\r/.exec(text)?.[0] ?? "\n",
    indent: indent.startsWith("\t") ? "\t" : indent,
    spaced,
    padded: spaced && !text.includes('{"'),
    lineSeparator: ",",
    onOneLine: !/[\r\n]/.test(text),
    printScalar: (value) => printScalar(value, escapeBrackets),
    printKey: (key) => `${printScalar(key, escapeBrackets)}:${spaced ? " " : ""}`,
    printReference: (reference) => printReference(reference, text),
  };
}

/** Where the resources of a template are listed, and the one of them that a declaration is, or is nested in. */
interface ListedPlace {
  readonly list: JsonObject | JsonArray;
  readonly item: JsonNode;
}

/** The list of the innermost template around a declaration. */
function listAround(root: JsonNode | null, start: number, end: number): ListedPlace | null {
  const located = nodeAt(root, start, end);
  const path = located ? [located.node, ...located.around] : [];
  for (const [index, owner] of path.slice(2).entries()) {
    const [item, list] = path.slice(index);
    if (!item || !isContainer(list) || memberValue(owner, "type") !== null) continue;
    if (memberValue(owner, "resources") === list) return { list, item };
  }
  return null;
}

function isContainer(node: JsonNode | undefined): node is JsonObject | JsonArray {
  return node?.kind === "object" || node?.kind === "array";
}

/**
 * A resource as an item of a list, or as an entry where resources have symbolic names. It says what it waits for, as references by
 * `resourceId` do not (https://learn.microsoft.com/azure/azure-resource-manager/templates/resource-dependency).
 */
function additionFor(resource: NewResource, list: ListedPlace["list"]): Addition {
  const { symbol, type, apiVersion, body } = resource;
  const { properties, ...rest } = body;
  const dependsOn = dependencies(resource);
  const value: WrittenDictionary = {
    type,
    ...(apiVersion === null ? {} : { apiVersion }),
    name: nameOf(resource),
    ...rest,
    ...(dependsOn.length > 0 ? { dependsOn } : {}),
    ...(properties === undefined ? {} : { properties }),
  };
  return { key: list.kind === "object" ? symbol : null, value };
}

/** The name of a child begins with those of its parents. */
function nameOf({ parent, name }: NewResource): Written {
  if (!parent) return name;
  const { referent } = parent;
  const own: NameSegment =
    typeof name === "string"
      ? [{ kind: "literal", span: referent.declaration.span, value: name }]
      : name.referent.names.flat();
  return new Reference({ ...referent, names: [...referent.names, own] }, ["name"]);
}

function dependencies(resource: NewResource): readonly Reference[] {
  const declared = referencesOfNew(resource)
    .filter(({ referent, written }) => !referent.declaration.existing && written === null)
    .map(({ referent }) => new Reference({ ...referent, child: null }, []));
  return [...new Map(declared.map((each) => [each.key, each])).values()];
}

/** A node and its ancestors, innermost first. */
interface Located {
  readonly node: JsonNode;
  readonly around: readonly (JsonObject | JsonArray)[];
}

/** The node that takes exactly this place. */
function nodeAt(root: JsonNode | null, start: number, end: number): Located | null {
  const path = pathTo(root, start, end);
  const last = path.at(-1);
  return last?.start === start && last.end === end
    ? { node: last, around: path.slice(0, -1).filter(isContainer).reverse() }
    : null;
}

/** The string between whose quotes this place lies. */
function stringAround(root: JsonNode | null, start: number, end: number): JsonString | null {
  const last = pathTo(root, start, end).at(-1);
  return last?.kind === "string" && last.start < start && end < last.end ? last : null;
}

/** The nodes that hold a place, outermost first. */
function pathTo(root: JsonNode | null, start: number, end: number): readonly JsonNode[] {
  const path: JsonNode[] = [];
  let at: JsonNode | undefined = root ?? undefined;
  while (at) {
    path.push(at);
    at = childrenOf(at).find((child) => child.start <= start && end <= child.end);
  }
  return path;
}

function childrenOf(node: JsonNode): readonly JsonNode[] {
  if (node.kind === "object") return node.members.map((member) => member.value);
  return node.kind === "array" ? node.items.map((item) => item.value) : [];
}

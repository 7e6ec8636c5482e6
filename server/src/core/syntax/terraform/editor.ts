import { memoize } from "../../logic/memoize.ts";
import type { DictionaryExpression, ListExpression } from "../../template/expression.ts";
import type { Template } from "../../template/template.ts";
import {
  isWrittenDictionary,
  isWrittenList,
  nested,
  type NewResource,
  type Written,
  type WrittenDictionary,
} from "../../template/written.ts";
import { isTooDeep } from "../../text/depth.ts";
import type { Change, Document, Span } from "../../text/document.ts";
import { paragraphsBehind, type Replacement } from "../../text/replacement.ts";
import { contextsOf } from "../parts.ts";
import type { Comment, Parsed, SyntaxEditor } from "../syntax.ts";
import { terraformKind } from "./document-kind.ts";
import { insertIntoBlock, insertIntoObject, type OpenText } from "./edit/insert.ts";
import { indentationAt, insertAt, isOnOneLine, type Layout, layoutOf, lineEnd } from "./edit/lines.ts";
import { blockAt, isObject, isTuple, isValue, nodeAt } from "./edit/locate.ts";
import { printBlock, printKey, printValue } from "./edit/print.ts";
import { removeItems, removeMembers } from "./edit/remove.ts";
import type { Body, Place, Tuple } from "./hcl/nodes.ts";
import { membersOf, readFile, readHcl, rereadFile } from "./hcl/parse.ts";
import { readTerraformJson } from "./json.ts";
import { lowerContext, movedContext } from "./lower-expression.ts";
import { cleanFiles } from "./parsed-files.ts";
import { readTemplate, readVariableFile } from "./template.ts";

/** Writes changes into Terraform's native syntax, in the style of the file. What cannot be read cannot be changed. */
const nativeEditor: SyntaxEditor = {
  replace: (document, span, value) =>
    withFile(document, (_, root) => {
      const node = nodeAt(root, span, isValue);
      return node && [{ start: node.start, end: node.end, text: printValue(value) }];
    }),
  insert: (document, into, path, value) =>
    withFile(document, (file, root) => insert(file, root, into, nested(path, value))),
  append: (document, to, values) => withFile(document, (file, root) => append(file, root, to, values)),
  remove: (document, from, spans) => withFile(document, (file, root) => remove(file, root, from, spans)),
  declare: (document, after, resources) =>
    withFile(document, ({ text, layout }, root) => {
      const block = blockAt(root, after);
      if (!block || block.body.broken) return null;
      const printed = resources.map((each) => printResource(each, layout, text));
      return [paragraphsBehind(text, block.end, printed, layout.newline)];
    }),
};

export function terraformEditor(): SyntaxEditor {
  return nativeEditor;
}

/** One fix makes many changes of a document. */
const readDocument = memoize(({ text }: Document) => readHcl(text));

function withFile(
  document: Document,
  edit: (file: OpenText, root: Body) => readonly Replacement[] | null,
): readonly Change[] | undefined {
  const { id, text } = document;
  const read = readDocument(document);
  const edits = read && edit({ text, layout: layoutOf(text) }, read.body);
  return edits?.map(({ start, end, text: written }) => ({
    span: { document: id, start, end },
    text: written,
  }));
}

function insert(
  file: OpenText,
  root: Body,
  { span }: DictionaryExpression,
  value: Written,
): readonly Replacement[] | null {
  const block = blockAt(root, span);
  if (block) return block.body.broken ? null : insertIntoBlock(file, block, value);
  const object = nodeAt(root, span, isObject);
  return object && insertIntoObject(file, object, value);
}

function append(
  file: OpenText,
  root: Body,
  { span, blocks }: ListExpression,
  values: readonly Written[],
): readonly Replacement[] | null {
  if (values.length === 0) return null;
  if (blocks) return appendBlocks(file, root, span, values);
  const list = nodeAt(root, span, isTuple);
  return list && appendItems(file, list, values);
}

/** Another block behind the last one of its type. */
function appendBlocks(
  file: OpenText,
  root: Body,
  span: Span,
  values: readonly Written[],
): readonly Replacement[] | null {
  const { text, layout } = file;
  const type = /^[\w-]+/.exec(text.slice(span.start))?.[0] ?? "";
  const indentation = indentationAt(text, span.start);
  const printed = values.map((value) =>
    isWrittenDictionary(value)
      ? layout.newline + indentation + printBlock(type, value, indentation, layout)
      : null,
  );
  if (printed.includes(null) || type === "" || type === "dynamic" || root.broken) return null;
  return [insertAt(lineEnd(text, span.end), printed.join(""))];
}

function remove(
  { text }: OpenText,
  root: Body,
  { span }: DictionaryExpression | ListExpression,
  spans: readonly Span[],
): readonly Replacement[] | null {
  const list = nodeAt(root, span, isTuple);
  const block = blockAt(root, span);
  const object = nodeAt(root, span, isObject);
  if (block?.body.broken) return null;
  const entries = list?.items ?? object?.elements ?? (block ? membersOf(block.body) : []);
  const gone = spans.map(({ start, end }) =>
    entries.find((each) => each.start === start && each.end === end),
  );
  const certain = gone.filter((each) => each !== undefined);
  if (certain.length === 0 || certain.length < gone.length) return null;
  return list ? removeItems(text, list, new Set(certain)) : removeMembers(text, certain);
}

/** Adds items at the end of a list between brackets. */
function appendItems(file: OpenText, list: Tuple, values: readonly Written[]): readonly Replacement[] {
  const { text, layout } = file;
  const printed = values.map(printValue);
  const last = list.items.at(-1);
  if (!last) return appendFirst(file, list, printed);
  const comma = list.commas[list.items.length - 1];
  const isSameLine = isOnOneLine(text, last.end, list.end);
  if (isSameLine) return [insertAt(last.end, `, ${printed.join(", ")}`)];
  const indentation = indentationAt(text, last.start);
  const begin = layout.newline + indentation;
  // Behind the comment that may follow the last item.
  const line = insertAt(
    lineEnd(text, comma ?? last.end),
    begin + printed.join(`,${begin}`) + (comma === undefined ? "" : ","),
  );
  return comma === undefined ? [insertAt(last.end, ","), line] : [line];
}

/** An empty list opens up where it holds comments. */
function appendFirst(
  { text, layout }: OpenText,
  list: Tuple,
  printed: readonly string[],
): readonly Replacement[] {
  const inside = text.slice(list.start + 1, list.end - 1);
  if (inside.trim() === "") return [{ start: list.start + 1, end: list.end - 1, text: printed.join(", ") }];
  const closing = indentationAt(text, list.end - 1);
  const indentation = closing + layout.indent;
  const lines = printed.map((each) => `${indentation}${each},${layout.newline}`).join("");
  const at = text.lastIndexOf("\n", list.end - 1) + 1;
  return [insertAt(at, lines)];
}

/** A block `resource`: https://developer.hashicorp.com/terraform/language/resources/syntax */
function printResource(resource: NewResource, layout: Layout, source: string): string {
  const { symbol, type, name, body } = resource;
  if (resource.apiVersion === null)
    return printBlock(`resource "${type}" "${symbol}"`, { name, ...body }, "", layout);
  const { properties, ...outside } = azapiArguments(resource);
  const inside = printObject({ properties: properties ?? {} }, layout.indent, layout);
  const isEncoded = /\bbody\s*=\s*jsonencode\(/.test(source);
  const attributes = printBlock(`resource "azapi_resource" "${symbol}"`, outside, "", layout);
  const end = `${layout.newline}}`;
  const written = `${layout.indent}body = ${isEncoded ? `jsonencode(${inside})` : inside}`;
  return attributes.slice(0, -end.length) + layout.newline.repeat(2) + written + end;
}

/** https://registry.terraform.io/providers/Azure/azapi/latest/docs/resources/resource */
function azapiArguments({ type, apiVersion, parent, name, body }: NewResource): WrittenDictionary {
  return {
    type: `${type}@${apiVersion ?? ""}`,
    name,
    ...(parent ? { parent_id: parent } : {}),
    ...body,
  };
}

/** A value of objects and lists, on lines of their own where they hold objects. */
function printObject(value: Written, indentation: string, layout: Layout): string {
  const inner = indentation + layout.indent;
  if (isWrittenList(value) && value.some(isWrittenDictionary)) {
    const items = value.map((each) => `${inner}${printObject(each, inner, layout)}`);
    return ["[", items.join(`,${layout.newline}`), `${indentation}]`].join(layout.newline);
  }
  if (!isWrittenDictionary(value)) return printValue(value);
  const entries = Object.entries(value).map(([key, each]) => ({
    key: printKey(key),
    each,
    isLong: isWrittenDictionary(each) || (isWrittenList(each) && each.some(isWrittenDictionary)),
  }));
  const width = Math.max(0, ...entries.map(({ key, isLong }) => (isLong ? 0 : key.length)));
  const lines = entries.map(
    ({ key, each, isLong }) =>
      `${inner}${isLong ? key : key.padEnd(width)} = ${printObject(each, inner, layout)}`,
  );
  return ["{", ...lines, `${indentation}}`].join(layout.newline);
}

/** Reads a generated text; whatever it declares is reported at `place`. */
export function templateOfText(text: string, place: Span): Template | null {
  const read = readHcl(text);
  return read && readTemplate(read.body, lowerContext(place.document, text, place));
}

/** Reads a file of Terraform's language: one of a folder, or one of values for its variables. */
export function parseTerraform(document: Document): Parsed {
  const { id, text } = document;
  const kind = terraformKind(document) ?? "template";
  if (/\.json$/i.test(id)) return isTooDeep(text) ? tooDeep(document) : readTerraformJson(document, kind);
  const before = cleanFiles.of(document);
  const file = (before && rereadFile(before, text)) ?? readFile(text);
  if (!file) return tooDeep(document);
  if (file.problems.length === 0) cleanFiles.keep(document, file);
  const context = lowerContext(id, text);
  const contextFor = contextsOf(file.moved, context, (moved) => movedContext(id, moved));
  const isValues = kind === "parameters";
  return {
    template: isValues ? null : readTemplate(file.body, context, contextFor),
    parameterFile: isValues ? readVariableFile(file.body, context, contextFor) : null,
    comments: file.comments.map((comment) => commentAt(document, comment)),
    problems: file.problems.map(({ start, end, fault }) => ({ span: { document: id, start, end }, fault })),
  };
}

function tooDeep({ id, text }: Document): Parsed {
  const span = { document: id, start: 0, end: Math.min(1, text.length) };
  return {
    template: null,
    parameterFile: null,
    comments: [],
    problems: [{ span, fault: { kind: "too-deep" } }],
  };
}

function commentAt({ id, text }: Document, { start, end }: Place): Comment {
  const raw = text.slice(start, end);
  const inner = raw.startsWith("/*") ? raw.slice(2).replace(/\*\/$/, "") : raw.replace(/^(#|\/\/)/, "");
  return { span: { document: id, start, end: start + raw.trimEnd().length }, text: inner };
}

import type { JSONPath, Node } from "jsonc-parser";
import { applyEdits, findNodeAtLocation, getNodePath, modify, parseTree } from "jsonc-parser";
import type { NewResource } from "../../../template/new-resource.ts";
import type { Written } from "../../../template/written.ts";
import { isReference, isWrittenDictionary, isWrittenList, nested } from "../../../template/written.ts";
import type { Change } from "../../../text/change.ts";
import type { Document } from "../../../text/document.ts";
import type { Span } from "../../../text/span.ts";
import type { SyntaxEditor } from "../../syntax.ts";
import { azapiArguments } from "../edit/declare.ts";
import { referenceText } from "../edit/reference.ts";
import { withRequired } from "../edit/required.ts";

/** Writes changes into Terraform's JSON syntax. What is only part of a string, or computed in one, has no place of its own. */
export const terraformJsonEditor: SyntaxEditor = {
  replace: (document, span, value) =>
    edited(document, (root) => {
      const node = nodeAt(root, span);
      return node && [{ path: getNodePath(node), value: jsonOf(value), isNew: false }];
    }),
  insert: (document, into, path, value) =>
    edited(document, (root) => {
      const object = nodeAt(root, into.span);
      return object?.type === "object" ? entriesFor(object, nested(path, value)) : undefined;
    }),
  append: (document, to, values) =>
    edited(document, (root) => {
      const list = nodeAt(root, to.span);
      return list?.type === "array" ? itemsFor(list, values) : undefined;
    }),
  remove: (document, from, spans) =>
    edited(document, (root) => {
      const around = nodeAt(root, from.span);
      const gone = spans.map((span) => around?.children?.find((child) => isAt(child, span)));
      // From the end, so that those before keep their positions.
      const steps = gone.flatMap((child) => (child ? [removal(child)] : [])).reverse();
      return steps.length === gone.length ? steps : undefined;
    }),
  declare: (document, _, resources) =>
    edited(document, (root) => {
      const isObject = findNodeAtLocation(root, ["resource"])?.type === "object";
      return isObject ? resources.map((each) => declaration(each, document.text)) : undefined;
    }),
};

/** https://developer.hashicorp.com/terraform/language/syntax/json#nested-block-types */
function declaration(resource: NewResource, text: string): Step {
  const { symbol, type, apiVersion, name, body } = resource;
  const { properties, ...outside } = azapiArguments(resource);
  const [block, value] =
    apiVersion === null
      ? [type, { name, ...body }]
      : ["azapi_resource", { ...outside, body: { properties: properties ?? {} } }];
  return { path: ["resource", block, symbol], value: jsonOf(value, "", text), isNew: false };
}

/** What is written at a path; undefined takes away what is there. */
interface Step {
  readonly path: JSONPath;
  readonly value: unknown;
  /** An item that is added to a list. */
  readonly isNew: boolean;
}

/** Existing values are not written again, but objects receive what they lack. */
function entriesFor(object: Node, value: Written): readonly Step[] | undefined {
  if (!isWrittenDictionary(value)) return undefined;
  const above = getNodePath(object);
  const steps = Object.entries(value).map(([key, each]): readonly Step[] | undefined => {
    const old = object.children?.find(({ children: [name] = [] }) => name?.value === key)?.children?.[1];
    if (old && old.type !== "null") return old.type === "object" ? entriesFor(old, each) : undefined;
    const added = isWrittenDictionary(each) ? withRequired(key, each) : each;
    return [{ path: [...above, key], value: jsonOf(added, key), isNew: false }];
  });
  return steps.includes(undefined) ? undefined : steps.flatMap((each) => each ?? []);
}

function itemsFor(list: Node, values: readonly Written[]): readonly Step[] {
  const path = getNodePath(list);
  const count = list.children?.length ?? 0;
  return values.map((value, index) => ({
    path: [...path, count + index],
    value: jsonOf(value, path.at(-1)),
    isNew: true,
  }));
}

function removal(child: Node): Step {
  const [key] = child.type === "property" ? (child.children ?? []) : [];
  const path = getNodePath(child);
  return { path: key ? [...path, String(key.value)] : path, value: undefined, isNew: false };
}

/**
 * Strings are templates, in which a marker is escaped by another; but `depends_on` lists addresses as they are. What another resource
 * of the file says is repeated as it says it.
 */
function jsonOf(value: Written, key: JSONPath[number] = "", text = ""): unknown {
  if (isReference(value) && value.written) {
    const written = text.slice(value.written.span.start, value.written.span.end);
    // A template is a string, whose quotes are not a part of it.
    return JSON.parse(written.startsWith("${") ? `"${written}"` : written);
  }
  if (isReference(value)) return key === "depends_on" ? referenceText(value) : `\${${referenceText(value)}}`;
  if (typeof value === "string") return value.replaceAll(/([$%])\{/g, "$1$1{");
  if (isWrittenList(value)) return value.map((item) => jsonOf(item, key, text));
  if (!isWrittenDictionary(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, jsonOf(each, name, text)]));
}

function edited(
  { id, text }: Document,
  stepsIn: (root: Node) => readonly Step[] | null | undefined,
): readonly Change[] | undefined {
  const root = parseTree(text);
  const steps = root && stepsIn(root);
  if (!steps || steps.length === 0) return undefined;
  const formattingOptions = layoutOf(text);
  const result = steps.reduce((before, { path, value, isNew }) => {
    const edits = modify(before, path, value, { formattingOptions, isArrayInsertion: isNew });
    return applyEdits(before, edits);
  }, text);
  return [difference(id, text, result)];
}

function layoutOf(text: string): {
  readonly insertSpaces: boolean;
  readonly tabSize: number;
  readonly eol: string;
} {
  const indent = /^([ \t]+)"/m.exec(text)?.[1] ?? "  ";
  return {
    insertSpaces: !indent.startsWith("\t"),
    tabSize: indent.length,
    eol: /\r\n|\n/.exec(text)?.[0] ?? "\n",
  };
}

/** All that differs between two texts, as one change. */
function difference(document: string, before: string, after: string): Change {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let kept = 0;
  while (kept < shorter - start && before.at(-1 - kept) === after.at(-1 - kept)) kept++;
  return {
    span: { document, start, end: before.length - kept },
    text: after.slice(start, after.length - kept),
  };
}

/** The value that takes exactly this place. */
function nodeAt(root: Node, span: Span): Node | null {
  let at: Node | undefined = root;
  while (at) {
    if (at.type !== "property" && isAt(at, span)) return at;
    const { start, end } = span;
    at = at.children?.find((child) => child.offset <= start && end <= child.offset + child.length);
  }
  return null;
}

function isAt({ offset, length }: Node, { start, end }: Span): boolean {
  return offset === start && offset + length === end;
}

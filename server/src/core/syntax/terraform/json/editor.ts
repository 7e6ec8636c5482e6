import { findNodeAtLocation, type Node } from "jsonc-parser";
import type { DictionaryExpression } from "../../../template/expression.ts";
import type { NewResource } from "../../../template/new-resource.ts";
import {
  isReference,
  isWrittenDictionary,
  isWrittenList,
  nested,
  type Written,
  type WrittenDictionary,
} from "../../../template/written.ts";
import type { Change } from "../../../text/change.ts";
import type { Document } from "../../../text/document.ts";
import { bracesEditor } from "../../braces/editor.ts";
import type { SyntaxEditor } from "../../syntax.ts";
import { azapiArguments } from "../edit/declare.ts";
import { referenceText } from "../edit/reference.ts";
import { withRequired } from "../edit/required.ts";
import { nodeAt, openJson, rootOf } from "./open.ts";

const json = bracesEditor(openJson);

/** Writes changes into Terraform's JSON syntax. What is only part of a string, or computed in one, has no place of its own. */
export const terraformJsonEditor: SyntaxEditor = {
  replace: (document, span, value) => json.replace(document, span, plain(value)),
  insert: (document, into, path, value) => {
    const object = nodeAt(rootOf(document.text), into.span)?.node;
    return object?.type === "object" ? insert(document, object, plain(nested(path, value))) : undefined;
  },
  append: (document, to, values) => {
    const key = keyOf(nodeAt(rootOf(document.text), to.span)?.node);
    return json.append(
      document,
      to,
      values.map((value) => plain(value, key)),
    );
  },
  remove: (document, from, spans) => json.remove(document, from, spans),
  declare: (document, _, resources) => {
    const root = rootOf(document.text);
    const all = root && findNodeAtLocation(root, ["resource"]);
    return all?.type === "object" ? insert(document, all, declarations(resources, document.text)) : undefined;
  },
};

/** By type and symbol: https://developer.hashicorp.com/terraform/language/syntax/json#nested-block-types */
function declarations(resources: readonly NewResource[], text: string): WrittenDictionary {
  const byType = new Map<string, WrittenDictionary>();
  for (const resource of resources) {
    const { symbol, type, apiVersion, name, body } = resource;
    const { properties, ...outside } = azapiArguments(resource);
    const [block, value] =
      apiVersion === null
        ? [type, { name, ...body }]
        : ["azapi_resource", { ...outside, body: { properties: properties ?? {} } }];
    byType.set(block, { ...byType.get(block), [symbol]: plain(value, "", text) });
  }
  return Object.fromEntries(byType);
}

/** Existing values are not written again, but objects receive what they lack. */
function insert(document: Document, object: Node, value: Written): readonly Change[] | undefined {
  if (!isWrittenDictionary(value)) return undefined;
  const missing = new Map<string, Written>();
  const changes: Change[] = [];
  for (const [key, each] of Object.entries(value)) {
    const old = object.children?.find(({ children: [name] = [] }) => name?.value === key)?.children?.[1];
    const added = isWrittenDictionary(each) ? withRequired(key, each) : each;
    if (!old) missing.set(key, added);
    else {
      const inside =
        old.type === "null"
          ? json.insert(document, dictionaryAt(document, object), [key], added)
          : old.type === "object"
            ? insert(document, old, each)
            : undefined;
      if (!inside) return undefined;
      changes.push(...inside);
    }
  }
  if (missing.size === 0) return changes;
  const beside = json.insert(document, dictionaryAt(document, object), [], Object.fromEntries(missing));
  return beside && [...changes, ...beside];
}

function dictionaryAt({ id }: Document, { offset, length }: Node): DictionaryExpression {
  const span = { document: id, start: offset, end: offset + length };
  return { kind: "dictionary", span, entries: [], intact: true };
}

function keyOf(value: Node | undefined): string {
  const key: unknown = value?.parent?.type === "property" ? value.parent.children?.[0]?.value : undefined;
  return typeof key === "string" ? key : "";
}

/**
 * Strings are templates, in which a marker is escaped by another; but `depends_on` lists addresses as they are. What another resource
 * of the file says is repeated as it says it.
 */
function plain(value: Written, key = "", text = ""): Written {
  if (isReference(value) && value.written) {
    const written = text.slice(value.written.span.start, value.written.span.end);
    // A template is a string, whose quotes are not a part of it.
    return JSON.parse(written.startsWith("${") ? `"${written}"` : written) as Written;
  }
  if (isReference(value)) return key === "depends_on" ? referenceText(value) : `\${${referenceText(value)}}`;
  if (typeof value === "string") return value.replaceAll(/([$%])\{/g, "$1$1{");
  if (isWrittenList(value)) return value.map((item) => plain(item, key, text));
  if (!isWrittenDictionary(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each, name, text)]));
}

import type { Document } from "../../text/document.ts";
import { bracesEditor } from "../braces/editor.ts";
import type { BracesFile, Container, Value } from "../braces/file.ts";
import type { SyntaxEditor } from "../syntax.ts";
import { declare } from "./edit/declare.ts";
import { entriesOf } from "./edit/entries.ts";
import { escapeText } from "./edit/escape.ts";
import { isInString, nodeAt } from "./edit/locate.ts";
import { styleOf } from "./edit/style.ts";
import type { BicepNode } from "./file-nodes.ts";
import type { ArrayNode, ObjectNode, Property } from "./nodes.ts";
import { treeOf } from "./tree.ts";
import { foldWord } from "../../text/fold.ts";

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

function containerOf(node: ObjectNode | ArrayNode): Container {
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

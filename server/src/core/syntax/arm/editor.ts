import type { Document } from "../../text/document.ts";
import { bracesEditor } from "../braces/editor.ts";
import type { BracesFile, Container, Value } from "../braces/file.ts";
import type { SyntaxEditor } from "../syntax.ts";
import { documentKind } from "./document-kind.ts";
import { nodeAt, stringAround } from "./edit/locate.ts";
import { printExpression } from "./edit/print.ts";
import { styleOf } from "./edit/style.ts";
import type { JsonArray, JsonNode, JsonObject } from "./json/node.ts";
import { findMember } from "./json/node.ts";
import { readJson } from "./json/reader.ts";

/** Writes changes into ARM's JSON, in the style of the file. */
export const armEditor: SyntaxEditor = bracesEditor(open);

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

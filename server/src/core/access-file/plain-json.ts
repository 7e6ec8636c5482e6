import type { Node } from "jsonc-parser";
import type { Dict, List, Plain } from "../evaluate/values/plain.ts";
import { known, type Value } from "../evaluate/values/value.ts";
import type { DocumentId } from "../text/span.ts";
import { membersOf, spanOf } from "./tree.ts";

/** A JSON value as the evaluator knows values, with the places it is written at. */
export function valueOf(node: Node, document: DocumentId): Value {
  return known(plainOf(node, document), { span: spanOf(document, node) });
}

function plainOf(node: Node, document: DocumentId): Plain {
  switch (node.type) {
    case "object":
      return dictOf(node, document);
    case "array":
      return listOf(node, document);
    default: {
      const value: unknown = node.value;
      return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
        ? value
        : null;
    }
  }
}

function dictOf(node: Node, document: DocumentId): Dict {
  const entries = membersOf(node).map(([key, value]) => {
    const keySpan = spanOf(document, key);
    const entry = {
      value: valueOf(value, document),
      span: { ...keySpan, end: value.offset + value.length },
      keySpan,
    };
    return [String(key.value), entry] as const;
  });
  return { kind: "dict", entries: new Map(entries), open: [], site: null };
}

function listOf(node: Node, document: DocumentId): List {
  const items = (node.children ?? []).map((item) => valueOf(item, document));
  return { kind: "list", items, open: [], site: null };
}

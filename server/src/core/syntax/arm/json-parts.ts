import type { Parts } from "../../template/lacks.ts";
import { mayBeExpression } from "./expression.ts";
import type { JsonItem, JsonMember, JsonNode } from "./json/node.ts";
import { foldWord } from "../../text/fold.ts";

/** How a value is looked through before it is lowered. What `copy` adds is seen only then. */
export const jsonParts: Parts<JsonNode | JsonItem, JsonMember> = {
  isPlain: (part) => {
    const node = nodeOf(part);
    return node.kind === "scalar" || (node.kind === "string" && !mayBeExpression(node));
  },
  entriesOf: (part) => {
    const node = nodeOf(part);
    return node.kind === "object" && node.listed ? node.members : null;
  },
  nameOf: ({ name: { text }, value }) =>
    text.startsWith("[") || (value.kind === "array" && foldWord(text) === "copy") ? null : text,
  valueOf: ({ value }) => value,
  itemsOf: (part) => {
    const node = nodeOf(part);
    return node.kind === "array" && node.listed ? node.items : null;
  },
};

function nodeOf(part: JsonNode | JsonItem): JsonNode {
  return "kind" in part ? part : part.value;
}

import type { Parts } from "../../../template/lacks.ts";
import type { Expression, ObjectItem, Spread } from "../nodes.ts";
import { keyText } from "./collections.ts";

/** How a value is looked through before it is lowered. */
export const bicepParts: Parts<Expression | Spread, ObjectItem> = {
  isPlain: ({ kind }) => kind === "string" || kind === "integer" || kind === "boolean" || kind === "null",
  entriesOf: (node) => (node.kind === "object" && node.intact ? node.items : null),
  nameOf: (item) => (item.kind === "property" ? keyText(item) : null),
  valueOf: (item) => (item.kind === "property" ? item.value : null),
  itemsOf: (node) => (node.kind === "array" && node.intact ? node.items : null),
};

import { advance, type Cursor, endOf, startOf } from "./cursor.ts";
import type { BooleanNode, NumberNode, NullNode } from "./nodes.ts";
import { Token } from "./token.ts";

/** Reads a number, a boolean or null; undefined if the cursor is not at one. */
export function parseLiteral(cursor: Cursor): NumberNode | BooleanNode | NullNode | undefined {
  const start = startOf(cursor);
  const end = endOf(cursor);
  const { kind } = cursor;
  cursor.height = 0;
  switch (kind) {
    case Token.Integer:
      advance(cursor);
      return { kind: "integer", start, end, value: Number(cursor.text.slice(start, end)) };
    case Token.True:
    case Token.False:
      advance(cursor);
      return { kind: "boolean", start, end, value: kind === Token.True };
    case Token.Null:
      advance(cursor);
      return { kind: "null", start, end };
    default:
      return undefined;
  }
}

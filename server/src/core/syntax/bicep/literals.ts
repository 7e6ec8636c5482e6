import type { Cursor } from "./cursor.ts";
import type { BooleanNode, NumberNode, NullNode } from "./nodes.ts";
import { Token } from "./token.ts";

/** Reads a number, a boolean or null; undefined if the cursor is not at one. */
export function parseLiteral(cursor: Cursor): NumberNode | BooleanNode | NullNode | undefined {
  const start = cursor.startOf();
  const end = cursor.endOf();
  const { kind } = cursor;
  cursor.height = 0;
  switch (kind) {
    case Token.Integer:
      cursor.advance();
      return { kind: "integer", start, end, value: Number(cursor.text.slice(start, end)) };
    case Token.True:
    case Token.False:
      cursor.advance();
      return { kind: "boolean", start, end, value: kind === Token.True };
    case Token.Null:
      cursor.advance();
      return { kind: "null", start, end };
    default:
      return undefined;
  }
}

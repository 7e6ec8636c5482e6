import { advance, type Cursor, endOf, startOf } from "./cursor.ts";
import { parseString } from "./strings.ts";
import { Token } from "./token.ts";
import type { TypeNode } from "./type-nodes.ts";

/** Reads a literal as the type of this one value; undefined if the cursor is not at a literal. */
export function parseTypeLiteral(cursor: Cursor): TypeNode | undefined {
  const start = startOf(cursor);
  const end = endOf(cursor);
  const { kind } = cursor;
  cursor.height = 0;
  switch (kind) {
    case Token.String:
    case Token.StringStart:
      return parseString(cursor);
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

import { parseItems } from "./containers.ts";
import { advance, at, type Cursor, startOf, take } from "./cursor.ts";
import { parseDecorators } from "./decorators.ts";
import { parseKey } from "./objects.ts";
import { settle, unreadable } from "./recovery.ts";
import { Token } from "./token.ts";
import type { ObjectType, TupleItem, TupleType, TypeNode, TypeProperty } from "./type-nodes.ts";

type TypeRule = (cursor: Cursor) => TypeNode;

/** Reads `{ key: type … }`; the cursor is at the brace. */
export function parseObjectType(cursor: Cursor, parseType: TypeRule): ObjectType {
  const start = startOf(cursor);
  advance(cursor);
  cursor.braces++;
  const { end, items, separator, commas, close, intact } = parseItems<TypeProperty>(cursor, {
    closer: Token.RightBrace,
    named: true,
    parse: (inner) => parseTypeProperty(inner, parseType),
  });
  cursor.braces--;
  return { kind: "objectType", start, end, items, separator, commas, close, intact };
}

function parseTypeProperty(cursor: Cursor, parseType: TypeRule): TypeProperty {
  let start = startOf(cursor);
  const decorators = parseDecorators(cursor);
  const key = take(cursor, Token.Star) ? undefined : parseKey(cursor);
  if (key && decorators.length === 0) start = key.start;
  const colon = startOf(cursor);
  if (at(cursor, Token.Colon)) {
    advance(cursor);
    const type = settle(cursor, parseType(cursor));
    return { kind: "typeProperty", start, end: cursor.lastEnd, decorators, key, colon, type };
  }
  const type = unreadable(cursor, "expected-colon");
  return { kind: "typeProperty", start, end: cursor.lastEnd, decorators, key, colon: undefined, type };
}

/** Reads `[ type … ]`; the cursor is at the bracket. */
export function parseTupleType(cursor: Cursor, parseType: TypeRule): TupleType {
  const start = startOf(cursor);
  advance(cursor);
  cursor.squares++;
  const { end, items, separator, commas, close, intact } = parseItems<TupleItem>(cursor, {
    closer: Token.RightSquare,
    named: false,
    parse: (inner) => parseTupleItem(inner, parseType),
  });
  cursor.squares--;
  return { kind: "tupleType", start, end, items, separator, commas, close, intact };
}

function parseTupleItem(cursor: Cursor, parseType: TypeRule): TupleItem {
  const start = startOf(cursor);
  const decorators = parseDecorators(cursor);
  const type = settle(cursor, parseType(cursor));
  return {
    kind: "tupleItem",
    start: decorators.length === 0 ? type.start : start,
    end: cursor.lastEnd,
    decorators,
    type,
  };
}

import { type ContainerRule, parseContainer } from "./containers.ts";
import type { Cursor } from "./cursor.ts";
import { parseDecorators } from "./decorators.ts";
import type {
  ArrayNode,
  ErrorNode,
  Expression,
  Interpolation,
  Name,
  ObjectItem,
  ObjectNode,
  Property,
  Spread,
  StringNode,
} from "./nodes.ts";
import { settle, unreadable } from "./recovery.ts";
import { atString, parseString } from "./strings.ts";
import { Token } from "./token.ts";

const object: ContainerRule<"object", ObjectItem> = {
  kind: "object",
  closer: Token.RightBrace,
  named: true,
  parse: parseObjectItem,
};
const resourceObject: ContainerRule<"object", ObjectItem> = { ...object, parse: parseResourceItem };
const array: ContainerRule<"array", Expression | Spread> = {
  kind: "array",
  closer: Token.RightSquare,
  named: false,
  parse: parseElement,
};

/** Reads an object; the cursor is at its brace. */
export function parseObject(cursor: Cursor): ObjectNode {
  return parseContainer(cursor, object);
}

/** Reads the body of a resource, which may contain other resources; the cursor is at its brace. */
export function parseResourceObject(cursor: Cursor): ObjectNode {
  return parseContainer(cursor, resourceObject);
}

/** Reads an array; the cursor is at its bracket. */
export function parseArray(cursor: Cursor): ArrayNode {
  return parseContainer(cursor, array);
}

function parseElement(cursor: Cursor): Expression | Spread {
  return cursor.at(Token.Ellipsis) ? parseSpread(cursor) : settle(cursor, cursor.grammar.expression(cursor));
}

function parseSpread(cursor: Cursor): Spread {
  const start = cursor.startOf();
  cursor.advance();
  const value = settle(cursor, cursor.grammar.expression(cursor));
  return { kind: "spread", start, end: cursor.lastEnd, value };
}

/** `resource` is a property unless a name follows it. */
function parseResourceItem(cursor: Cursor): ObjectItem {
  const nested = cursor.atWord("resource") && cursor.peek(1) === Token.Identifier;
  if (!nested && !cursor.at(Token.At)) return parseObjectItem(cursor);
  const start = cursor.startOf();
  const decorators = parseDecorators(cursor);
  return cursor.grammar.nestedResource(cursor, decorators, start);
}

function parseObjectItem(cursor: Cursor): Property | Spread | ErrorNode {
  if (cursor.at(Token.Ellipsis)) return parseSpread(cursor);
  const start = cursor.startOf();
  const key = parseKey(cursor);
  if (!cursor.take(Token.Colon)) {
    if (key.kind === "error") return key;
    const value = unreadable(cursor, "expected-colon");
    return { kind: "property", start, end: cursor.lastEnd, key, value };
  }
  const value = cursor.at(Token.NewLine)
    ? notYetWritten(cursor)
    : settle(cursor, cursor.grammar.expression(cursor));
  return { kind: "property", start: Math.min(start, key.start), end: cursor.lastEnd, key, value };
}

/** A value that is still to be typed hides nothing of the object: the key says what is unknown, and the next line is for itself. */
function notYetWritten(cursor: Cursor): ErrorNode {
  cursor.height = 0;
  return cursor.report("expected-value", cursor.lastEnd, cursor.lastEnd);
}

/** Reads the key of a property, of a value or of a type. */
export function parseKey(cursor: Cursor): Name | StringNode | Interpolation | ErrorNode {
  if (cursor.at(Token.Identifier)) return cursor.takeName();
  if (atString(cursor)) return parseString(cursor);
  return cursor.at(Token.Colon) ? cursor.missing("expected-key") : unreadable(cursor, "expected-key");
}

import { parseArguments } from "./arguments.ts";
import {
  advance,
  at,
  atWord,
  type Cursor,
  missing,
  parseName,
  peek,
  skipNewLine,
  startOf,
  take,
  takeName,
} from "./cursor.ts";
import type {
  Name,
  ObjectType,
  ParenthesizedType,
  ResourceType,
  TupleItem,
  TupleType,
  TypeCall,
  TypeName,
  TypeNode,
  TypeProperty,
  UnionType,
} from "./nodes.ts";
import { endsValue, isTooDeep, settle, takeCloser, tooDeep, unreadable } from "./recovery.ts";
import { parseLiteral } from "./literals.ts";
import { atString, parseString } from "./strings.ts";
import { Token } from "./token.ts";
import { parseItems } from "./containers.ts";
import { parseDecorators } from "./decorators.ts";
import { parseKey } from "./objects.ts";

/** Reads the type of a declaration; `resource` with the type of a resource is one only there. */
export function parseDeclaredType(cursor: Cursor): TypeNode {
  if (atWord(cursor, "resource") && peek(cursor, 1) !== Token.Less) return parseResourceType(cursor);
  return parseType(cursor);
}

function parseResourceType(cursor: Cursor): ResourceType {
  const start = startOf(cursor);
  advance(cursor);
  const type = atString(cursor) ? parseString(cursor) : undefined;
  cursor.height = 1;
  return { kind: "resourceType", start, end: cursor.lastEnd, type };
}

/** Reads a type, possibly a union; the members may be on separate lines, each after its `|`. */
export function parseType(cursor: Cursor): TypeNode {
  cursor.height = 0;
  if (isTooDeep(cursor)) return tooDeep(cursor);
  cursor.depth++;
  const type = atPipe(cursor) ? parseUnion(cursor, []) : parseMember(cursor);
  const union = atPipe(cursor) ? parseUnion(cursor, [type]) : type;
  cursor.depth--;
  return union;
}

export function atPipe(cursor: Cursor): boolean {
  return at(cursor, Token.Pipe) || (at(cursor, Token.NewLine) && peek(cursor, 1) === Token.Pipe);
}

function parseUnion(cursor: Cursor, members: TypeNode[]): UnionType {
  let height = cursor.height;
  let start = members[0]?.start;
  while (atPipe(cursor)) {
    skipNewLine(cursor);
    start ??= startOf(cursor);
    advance(cursor);
    members.push(endsValue(cursor.kind) ? missing(cursor, "expected-type") : parseMember(cursor));
    height = Math.max(height, cursor.height);
  }
  cursor.height = height + 1;
  return { kind: "unionType", start: start ?? cursor.lastEnd, end: cursor.lastEnd, members };
}

/** A type with its `?` or `!`. */
function parseMember(cursor: Cursor): TypeNode {
  let type = parseUnary(cursor);
  while (at(cursor, Token.Question) || at(cursor, Token.Exclamation)) {
    if (isTooDeep(cursor)) return tooDeep(cursor, type.start);
    const kind = at(cursor, Token.Question) ? "nullableType" : "nonNullableType";
    advance(cursor);
    cursor.height++;
    type = { kind, start: type.start, end: cursor.lastEnd, type };
  }
  return type;
}

function parseUnary(cursor: Cursor): TypeNode {
  const negative = at(cursor, Token.Minus);
  if (!negative && !at(cursor, Token.Exclamation)) return parsePostfix(cursor);
  const start = startOf(cursor);
  advance(cursor);
  const type = parsePostfix(cursor);
  cursor.height++;
  return { kind: "unaryType", start, end: cursor.lastEnd, operator: negative ? "-" : "!", type };
}

function parsePostfix(cursor: Cursor): TypeNode {
  let target = parsePrimary(cursor);
  while (at(cursor, Token.LeftSquare) || at(cursor, Token.Dot)) {
    if (isTooDeep(cursor)) return tooDeep(cursor, target.start);
    const height = cursor.height;
    target = take(cursor, Token.Dot) ? parseTypeMember(cursor, target) : parseBrackets(cursor, target);
    cursor.height = Math.max(height, cursor.height) + 1;
  }
  return target;
}

function parseTypeMember(cursor: Cursor, target: TypeNode): TypeNode {
  const { start } = target;
  cursor.height = 0;
  if (take(cursor, Token.Star)) return { kind: "typeAdditional", start, end: cursor.lastEnd, target };
  const name = parseName(cursor);
  if (name.kind === "name" && at(cursor, Token.Less)) return parseTypeCall(cursor, target, name);
  return { kind: "typeMember", start, end: cursor.lastEnd, target, name };
}

/** `type[]`, `type[*]` or `type[index]`. */
function parseBrackets(cursor: Cursor, target: TypeNode): TypeNode {
  const { start } = target;
  advance(cursor);
  cursor.height = 0;
  if (take(cursor, Token.RightSquare)) return { kind: "arrayType", start, end: cursor.lastEnd, item: target };
  cursor.squares++;
  const index = take(cursor, Token.Star) ? undefined : cursor.grammar.expression(cursor);
  takeCloser(cursor, Token.RightSquare);
  cursor.squares--;
  const end = cursor.lastEnd;
  return index ? { kind: "typeIndex", start, end, target, index } : { kind: "typeItems", start, end, target };
}

function parsePrimary(cursor: Cursor): TypeNode {
  switch (cursor.kind) {
    case Token.Identifier:
      return parseNamed(cursor);
    case Token.LeftBrace:
      return parseObjectType(cursor, parseType);
    case Token.LeftSquare:
      return parseTupleType(cursor, parseType);
    case Token.LeftParen:
      return parseParenthesizedType(cursor);
    default:
      return parseTypeLiteral(cursor) ?? unreadable(cursor, "expected-type");
  }
}

function parseNamed(cursor: Cursor): TypeName | TypeCall {
  const name = takeName(cursor);
  cursor.height = 0;
  if (at(cursor, Token.Less)) return parseTypeCall(cursor, undefined, name);
  return { kind: "typeName", start: name.start, end: name.end, name: name.text };
}

function parseTypeCall(cursor: Cursor, target: TypeNode | undefined, name: Name): TypeCall {
  const { args, close } = parseArguments(cursor, Token.Greater, parseType);
  const start = target?.start ?? name.start;
  return { kind: "typeCall", start, end: cursor.lastEnd, target, name, args, close };
}

function parseParenthesizedType(cursor: Cursor): ParenthesizedType {
  const start = startOf(cursor);
  advance(cursor);
  cursor.parens++;
  const inner = parseType(cursor);
  const close = takeCloser(cursor, Token.RightParen);
  cursor.parens--;
  cursor.height++;
  return { kind: "parenthesizedType", start, end: cursor.lastEnd, inner, close };
}

/** Reads a literal as the type of this one value; undefined if the cursor is not at a literal. */
function parseTypeLiteral(cursor: Cursor): TypeNode | undefined {
  if (!atString(cursor)) return parseLiteral(cursor);
  cursor.height = 0;
  return parseString(cursor);
}

type TypeRule = (cursor: Cursor) => TypeNode;

/** Reads `{ key: type … }`; the cursor is at the brace. */
function parseObjectType(cursor: Cursor, parseType: TypeRule): ObjectType {
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
  const type = take(cursor, Token.Colon)
    ? settle(cursor, parseType(cursor))
    : unreadable(cursor, "expected-colon");
  return { kind: "typeProperty", start, end: cursor.lastEnd, decorators, key, type };
}

/** Reads `[ type … ]`; the cursor is at the bracket. */
function parseTupleType(cursor: Cursor, parseType: TypeRule): TupleType {
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

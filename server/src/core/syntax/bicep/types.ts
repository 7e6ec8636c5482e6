import { parseArguments, parseLiteral } from "./arguments.ts";
import type { Cursor } from "./cursor.ts";
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
import { atString, parseString } from "./strings.ts";
import { Token } from "./token.ts";
import { parseContainer, parseDecorators, parseKey } from "./objects.ts";

/** Reads the type of a declaration; `resource` with the type of a resource is one only there. */
export function parseDeclaredType(cursor: Cursor): TypeNode {
  if (cursor.atWord("resource") && cursor.peek(1) !== Token.Less) return parseResourceType(cursor);
  return parseType(cursor);
}

function parseResourceType(cursor: Cursor): ResourceType {
  const start = cursor.startOf();
  cursor.advance();
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
  return cursor.at(Token.Pipe) || (cursor.at(Token.NewLine) && cursor.peek(1) === Token.Pipe);
}

function parseUnion(cursor: Cursor, members: TypeNode[]): UnionType {
  let height = cursor.height;
  let start = members[0]?.start;
  while (atPipe(cursor)) {
    cursor.skipNewLine();
    start ??= cursor.startOf();
    cursor.advance();
    members.push(endsValue(cursor.kind) ? cursor.missing("expected-type") : parseMember(cursor));
    height = Math.max(height, cursor.height);
  }
  cursor.height = height + 1;
  return { kind: "unionType", start: start ?? cursor.lastEnd, end: cursor.lastEnd, members };
}

/** A type with its `?` or `!`. */
function parseMember(cursor: Cursor): TypeNode {
  let type = parseUnary(cursor);
  while (cursor.at(Token.Question) || cursor.at(Token.Exclamation)) {
    if (isTooDeep(cursor)) return tooDeep(cursor, type.start);
    const kind = cursor.at(Token.Question) ? "nullableType" : "nonNullableType";
    cursor.advance();
    cursor.height++;
    type = { kind, start: type.start, end: cursor.lastEnd, type };
  }
  return type;
}

function parseUnary(cursor: Cursor): TypeNode {
  const negative = cursor.at(Token.Minus);
  if (!negative && !cursor.at(Token.Exclamation)) return parsePostfix(cursor);
  const start = cursor.startOf();
  cursor.advance();
  const type = parsePostfix(cursor);
  cursor.height++;
  return { kind: "unaryType", start, end: cursor.lastEnd, operator: negative ? "-" : "!", type };
}

function parsePostfix(cursor: Cursor): TypeNode {
  let target = parsePrimary(cursor);
  while (cursor.at(Token.LeftSquare) || cursor.at(Token.Dot)) {
    if (isTooDeep(cursor)) return tooDeep(cursor, target.start);
    const height = cursor.height;
    target = cursor.take(Token.Dot) ? parseTypeMember(cursor, target) : parseBrackets(cursor, target);
    cursor.height = Math.max(height, cursor.height) + 1;
  }
  return target;
}

function parseTypeMember(cursor: Cursor, target: TypeNode): TypeNode {
  const { start } = target;
  cursor.height = 0;
  if (cursor.take(Token.Star)) return { kind: "typeAdditional", start, end: cursor.lastEnd, target };
  const name = cursor.parseName();
  if (name.kind === "name" && cursor.at(Token.Less)) return parseTypeCall(cursor, target, name);
  return { kind: "typeMember", start, end: cursor.lastEnd, target, name };
}

/** `type[]`, `type[*]` or `type[index]`. */
function parseBrackets(cursor: Cursor, target: TypeNode): TypeNode {
  const { start } = target;
  cursor.advance();
  cursor.height = 0;
  if (cursor.take(Token.RightSquare)) return { kind: "arrayType", start, end: cursor.lastEnd, item: target };
  cursor.squares++;
  const index = cursor.take(Token.Star) ? undefined : cursor.grammar.expression(cursor);
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
  const name = cursor.takeName();
  cursor.height = 0;
  if (cursor.at(Token.Less)) return parseTypeCall(cursor, undefined, name);
  return { kind: "typeName", start: name.start, end: name.end, name: name.text };
}

function parseTypeCall(cursor: Cursor, target: TypeNode | undefined, name: Name): TypeCall {
  const { args, close } = parseArguments(cursor, Token.Greater, parseType);
  const start = target?.start ?? name.start;
  return { kind: "typeCall", start, end: cursor.lastEnd, target, name, args, close };
}

function parseParenthesizedType(cursor: Cursor): ParenthesizedType {
  const start = cursor.startOf();
  cursor.advance();
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
  return parseContainer(cursor, {
    kind: "objectType",
    closer: Token.RightBrace,
    named: true,
    parse: (inner) => parseTypeProperty(inner, parseType),
  });
}

function parseTypeProperty(cursor: Cursor, parseType: TypeRule): TypeProperty {
  let start = cursor.startOf();
  const decorators = parseDecorators(cursor);
  const key = cursor.take(Token.Star) ? undefined : parseKey(cursor);
  if (key && decorators.length === 0) start = key.start;
  const type = cursor.take(Token.Colon)
    ? settle(cursor, parseType(cursor))
    : unreadable(cursor, "expected-colon");
  return { kind: "typeProperty", start, end: cursor.lastEnd, decorators, key, type };
}

/** Reads `[ type … ]`; the cursor is at the bracket. */
function parseTupleType(cursor: Cursor, parseType: TypeRule): TupleType {
  return parseContainer(cursor, {
    kind: "tupleType",
    closer: Token.RightSquare,
    named: false,
    parse: (inner) => parseTupleItem(inner, parseType),
  });
}

function parseTupleItem(cursor: Cursor, parseType: TypeRule): TupleItem {
  const start = cursor.startOf();
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

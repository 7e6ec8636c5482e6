import { parseArguments } from "./arguments.ts";
import type { Cursor } from "./cursor.ts";
import type {
  ArrayNode,
  Call,
  Container,
  Decorator,
  ErrorNode,
  Expression,
  Interpolation,
  Name,
  Node,
  ObjectItem,
  ObjectNode,
  Property,
  Spread,
  StringNode,
  SyntaxNode,
  VariableAccess,
} from "./nodes.ts";
import {
  atPropertyLine,
  isAwaited,
  isCloser,
  isTooDeep,
  settle,
  skip,
  takeCloser,
  tooDeep,
  unreadable,
} from "./recovery.ts";
import { atString, parseString } from "./strings.ts";
import { Token } from "./token.ts";

const none: readonly Decorator[] = [];

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

/** How one kind of container is read. */
export interface ContainerRule<Kind extends string, Item> {
  readonly kind: Kind;
  readonly closer: typeof Token.RightBrace | typeof Token.RightSquare;
  /** Whether items have the form `name: …`; if not, such a line ends the container. */
  readonly named: boolean;
  readonly parse: (cursor: Cursor) => Item;
}

type Ending = Pick<ContainerRule<string, SyntaxNode>, "closer" | "named">;

const noCommas: readonly number[] = [];

/**
 * Reads a container; the cursor is at its opening bracket. Behind that are items between line breaks or commas, and the
 * closing bracket. The list ends without it before a line that starts a declaration, and before a closing bracket that
 * something around waits for.
 */
export function parseContainer<Kind extends string, Item extends SyntaxNode>(
  cursor: Cursor,
  rule: ContainerRule<Kind, Item>,
): Node<Kind> & Container<Item | ErrorNode> {
  const start = cursor.startOf();
  const brackets = rule.closer === Token.RightBrace ? "braces" : "squares";
  cursor.advance();
  cursor[brackets]++;
  const { damage, confined, unbalanced } = cursor;
  const from = cursor.pendingCount;
  let commas: number[] | undefined;
  let newLines = false;
  let height = 0;
  // Set by a good item in the first column: the file is not indented, so a resource there may be nested.
  let flush = false;
  if (cursor.at(Token.NewLine) && !isOver(cursor, rule, flush)) cursor.advance();
  while (!isOver(cursor, rule, flush)) {
    const inMargin = cursor.inFirstColumn();
    const before = cursor.damage;
    cursor.addPending(parseItem(cursor, rule.parse));
    flush ||= inMargin && cursor.damage === before;
    height = Math.max(height, cursor.height);
    if (isOver(cursor, rule, flush)) break;
    if (cursor.at(Token.NewLine)) {
      cursor.advance();
      newLines ||= !cursor.at(rule.closer);
    } else if (cursor.at(Token.Comma)) {
      (commas ??= []).push(cursor.startOf());
      cursor.advance();
      if (cursor.at(Token.NewLine)) newLines = passLineBreak(cursor, rule, flush) || newLines;
    } else {
      const rest = parseRest(cursor);
      if (rest !== undefined) cursor.addPending(rest);
    }
  }
  // Lists within this one have been closed, so only its own items are pending.
  const items = cursor.takePending(from) as readonly (Item | ErrorNode)[];
  const close = takeCloser(cursor, rule.closer);
  cursor.height = height + 1;
  const separator = commas === undefined ? (newLines ? "newline" : "none") : newLines ? "mixed" : "comma";
  const intact = cursor.damage - damage === cursor.confined - confined;
  if (cursor.unbalanced === unbalanced) cursor.confined = confined + cursor.damage - damage;
  cursor[brackets]--;
  const { kind } = rule;
  return { kind, start, end: cursor.lastEnd, items, separator, commas: commas ?? noCommas, close, intact };
}

/** A line break after a comma: Bicep allows only one of the two, but the meaning of both is clear. */
function passLineBreak(cursor: Cursor, rule: Ending, flush: boolean): boolean {
  if (isOver(cursor, rule, flush)) return false;
  cursor.report("unexpected-comma", cursor.lastEnd - 1, cursor.lastEnd);
  cursor.advance();
  return true;
}

/** Whether no item can start at the cursor, or behind the line break at the cursor. */
function isOver(cursor: Cursor, rule: Ending, flush: boolean): boolean {
  const { kind } = cursor;
  if (kind === rule.closer || kind === Token.EndOfFile) return true;
  if (kind === Token.StringMiddle || kind === Token.StringEnd) return true;
  if (isCloser(kind)) return isAwaited(cursor, kind);
  if (kind !== Token.NewLine) return false;
  const next = cursor.peek(1);
  if (next === Token.EndOfFile) return true;
  if (next !== Token.Identifier && next !== Token.At && next !== Token.String) return false;
  if (!rule.named && atPropertyLine(cursor, 1)) return true;
  if (flush && (next === Token.At || cursor.atWord("resource", 1))) return false;
  return cursor.atDeclarationLine(1);
}

function parseItem<Item>(cursor: Cursor, parse: (cursor: Cursor) => Item): Item | ErrorNode {
  if (cursor.at(Token.Comma)) return cursor.missing("expected-item");
  if (isCloser(cursor.kind)) return strayCloser(cursor);
  return parse(cursor);
}

function strayCloser(cursor: Cursor): ErrorNode {
  const start = cursor.startOf();
  cursor.advance();
  cursor.unbalanced++;
  return cursor.damaged("unexpected-text", start, cursor.lastEnd);
}

/** What follows an item on its line without a comma: the next property, or unreadable text. */
function parseRest(cursor: Cursor): ErrorNode | undefined {
  if (atPropertyLine(cursor, 0)) {
    cursor.missing("expected-separator");
    return undefined;
  }
  const { index } = cursor;
  const start = cursor.startOf();
  const rest = skip(cursor, "unexpected-text");
  if (cursor.index > index) return rest;
  if (isCloser(cursor.kind)) return strayCloser(cursor);
  cursor.advance();
  return cursor.damaged("unexpected-text", start, cursor.lastEnd);
}

/** Reads the decorators at the cursor with the line breaks after them; an empty list if there are none. */
export function parseDecorators(cursor: Cursor): readonly Decorator[] {
  if (!cursor.at(Token.At)) return none;
  const decorators: Decorator[] = [];
  while (cursor.at(Token.At)) {
    decorators.push(parseDecorator(cursor));
    if (!cursor.at(Token.NewLine) && !cursor.at(Token.EndOfFile)) cursor.missing("expected-newline");
    cursor.skipNewLine();
  }
  return decorators;
}

/** `@name`, `@name(…)`, `@namespace.name(…)`. */
function parseDecorator(cursor: Cursor): Decorator {
  const start = cursor.startOf();
  cursor.advance();
  let expression: Expression = cursor.at(Token.Identifier)
    ? parseHead(cursor)
    : cursor.missing("expected-name");
  const from = expression.start;
  while (cursor.at(Token.Dot)) {
    if (isTooDeep(cursor)) {
      expression = tooDeep(cursor, from);
      break;
    }
    const height = cursor.height + 1;
    cursor.advance();
    const name = cursor.parseName();
    if (cursor.at(Token.LeftParen)) {
      const { open, args, close } = parseArguments(cursor, Token.RightParen, cursor.grammar.expression);
      const end = cursor.lastEnd;
      expression = { kind: "methodCall", start: from, end, target: expression, name, open, args, close };
    } else {
      const end = cursor.lastEnd;
      expression = { kind: "member", start: from, end, target: expression, name, safe: false };
    }
    cursor.height = Math.max(height, cursor.height);
  }
  return { kind: "decorator", start, end: cursor.lastEnd, expression };
}

function parseHead(cursor: Cursor): Call | VariableAccess {
  const name = cursor.takeName();
  const { start, end, text } = name;
  cursor.height = 0;
  if (!cursor.at(Token.LeftParen)) return { kind: "variable-access", start, end, name: text };
  const { open, args, close } = parseArguments(cursor, Token.RightParen, cursor.grammar.expression);
  return { kind: "call", start, end: cursor.lastEnd, name, open, args, close };
}

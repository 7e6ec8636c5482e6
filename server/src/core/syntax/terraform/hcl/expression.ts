import {
  at,
  atLineEnd,
  atWord,
  between,
  Char,
  type Cursor,
  deeper,
  fail,
  giveUp,
  isOver,
  report,
  skip,
  take,
  takeName,
  takeTo,
  takeWord,
} from "./cursor.ts";
import { limits } from "../../../text/limits.ts";
import type {
  Element,
  ErrorNode,
  Expression,
  For,
  ForHead,
  ObjectNode,
  Place,
  Step,
  Tuple,
} from "./nodes.ts";

/**
 * Reads an expression as https://github.com/hashicorp/hcl/blob/main/hclsyntax/parser.go does. Behind an error, the cursor is at what may
 * follow the expression, or cannot be read.
 */
export function parseExpression(cursor: Cursor): Expression {
  return deeper(cursor, () => parseConditional(cursor));
}

function parseConditional(cursor: Cursor): Expression {
  const test = parseOperation(cursor, 1);
  if (!take(cursor, "?")) return test;
  const yes = parseExpression(cursor);
  if (!take(cursor, ":")) return fail(cursor, { kind: "expected-token", token: ":" });
  const no = parseExpression(cursor);
  return { kind: "conditional", start: test.start, end: cursor.lastEnd, test, yes, no };
}

const precedences: ReadonlyMap<string, number> = new Map(
  ["||", "&&", "== !=", "< > <= >=", "+ -", "* / %"].flatMap((operators, index) =>
    operators.split(" ").map((operator) => [operator, index + 1] as const),
  ),
);

const operatorStarts: ReadonlySet<number> = new Set(
  [...precedences.keys()].map((each) => each.charCodeAt(0)),
);

function parseOperation(cursor: Cursor, least: number): Expression {
  let left = parseOperand(cursor);
  for (let count = 0; ; count++) {
    const operator = operatorAt(cursor);
    const precedence = precedences.get(operator) ?? 0;
    if (precedence < least) return left;
    if (count > limits.nesting) return giveUp(cursor);
    takeTo(cursor, cursor.position + operator.length);
    const right = parseOperation(cursor, precedence + 1);
    left = { kind: "binary", start: left.start, end: cursor.lastEnd, operator, left, right };
  }
}

/** The operator that is next; empty if none is. */
function operatorAt({ text, position }: Cursor): string {
  const code = text.charCodeAt(position);
  if (!operatorStarts.has(code)) return "";
  const two = text.slice(position, position + 2);
  const sign = precedences.has(two) ? two : two.charAt(0);
  return precedences.has(sign) ? sign : "";
}

function parseOperand(cursor: Cursor): Expression {
  const { text, position: start } = cursor;
  const operator = text.charAt(start);
  if (operator !== "-" && operator !== "!") return parseTraversal(cursor);
  return deeper<Expression>(cursor, () => {
    takeTo(cursor, start + 1);
    const operand = parseOperand(cursor);
    return { kind: "unary", start, end: cursor.lastEnd, operator, operand };
  });
}

function parseTraversal(cursor: Cursor): Expression {
  const of = parseTerm(cursor);
  const steps = at(cursor, Char.Dot) || at(cursor, Char.LeftSquare) ? parseSteps(cursor, false) : [];
  return steps.length === 0 ? of : { kind: "traversal", start: of.start, end: cursor.lastEnd, of, steps };
}

/** Steps up to what cannot be one; `.*` is only followed by names and numbers. */
function parseSteps(cursor: Cursor, isPlain: boolean): readonly Step[] {
  const steps: Step[] = [];
  for (;;) {
    const { text, position } = cursor;
    const isIndex = at(cursor, Char.LeftSquare);
    if (isIndex ? isPlain : !at(cursor, Char.Dot) || text.startsWith("...", position)) return steps;
    const step = isIndex ? parseIndex(cursor) : parseMember(cursor);
    if (!step) return steps;
    steps.push(step);
  }
}

function parseMember(cursor: Cursor): Step | null {
  const { position: start } = cursor;
  takeTo(cursor, start + 1);
  const { position: nameStart } = cursor;
  const name = takeName(cursor);
  if (name !== null) return { kind: "member", start, end: cursor.lastEnd, nameStart, name };
  if (take(cursor, "*")) return splatFrom(cursor, start, true);
  const end = numberEnd(cursor);
  // `a.0`, the old form of `a[0]`. Two of them in a row are not.
  if (end === nameStart || cursor.text.slice(nameStart, end).includes(".")) {
    fail(cursor, atLineEnd(cursor) ? "incomplete" : "invalid-terraform");
    return null;
  }
  takeTo(cursor, end);
  return { kind: "index", start, end, index: { kind: "number", start: nameStart, end } };
}

function parseIndex(cursor: Cursor): Step {
  const { position: start } = cursor;
  const index = between(cursor, Char.RightSquare, false, () =>
    take(cursor, "*") ? null : parseInside(cursor),
  );
  return index ? { kind: "index", start, end: cursor.lastEnd, index } : splatFrom(cursor, start, false);
}

function splatFrom(cursor: Cursor, start: number, isPlain: boolean): Step {
  const marker = { start, end: cursor.lastEnd };
  const steps = parseSteps(cursor, isPlain);
  return { kind: "splat", start, end: cursor.lastEnd, marker, steps };
}

/** The only expression in brackets. */
function parseInside(cursor: Cursor): Expression {
  const inner = parseExpression(cursor);
  return isAtEnd(cursor) ? inner : stray(cursor, "");
}

/** Whether the next bracket ends something around the cursor. */
function isAtEnd(cursor: Cursor): boolean {
  return isOver(cursor) || (cursor.awaited.get(cursor.text.charCodeAt(cursor.position)) ?? 0) > 0;
}

/** Passes over what has no place here, up to one of these signs. */
function stray(cursor: Cursor, signs: string): ErrorNode {
  const error = fail(cursor, "invalid-terraform");
  skip(cursor, signs);
  return error;
}

function parseTerm(cursor: Cursor): Expression {
  const { text, position: start } = cursor;
  switch (text.charCodeAt(start)) {
    case Char.Quote:
      return cursor.template(cursor);
    case Char.LeftParen: {
      const inner = between(cursor, Char.RightParen, false, () => parseInside(cursor));
      return { kind: "parentheses", start, end: cursor.lastEnd, inner };
    }
    case Char.LeftSquare: {
      const inner = between(cursor, Char.RightSquare, false, () =>
        atWord(cursor, "for") ? parseFor(cursor, false) : parseItems(cursor),
      );
      return { ...inner, start, end: cursor.lastEnd };
    }
    case Char.LeftBrace: {
      const inner = between(cursor, Char.RightBrace, true, () => parseBraces(cursor));
      return { ...inner, start, end: cursor.lastEnd };
    }
    default:
      if (text.startsWith("<<", start)) return cursor.template(cursor);
      return parseName(cursor) ?? parseNumber(cursor);
  }
}

/** `(?:…)` ends with no dot, so that `1...` is a number before an ellipsis. */
const number = /\d(?:(?:[\d.]|[eE][-+]?\d)*(?:\d|[eE][-+]?\d))?/y;

function numberEnd({ text, position }: Cursor): number {
  number.lastIndex = position;
  return number.test(text) ? number.lastIndex : position;
}

function parseNumber(cursor: Cursor): Expression {
  const { position: start } = cursor;
  const end = numberEnd(cursor);
  if (end === start) return fail(cursor, atLineEnd(cursor) ? "incomplete" : "invalid-terraform");
  takeTo(cursor, end);
  return { kind: "number", start, end };
}

const words: ReadonlyMap<string, boolean | null> = new Map([
  ["true", true],
  ["false", false],
  ["null", null],
]);

/** A variable, a call of a function, or a word; null if there is none of them. */
function parseName(cursor: Cursor): Expression | null {
  const { position: start } = cursor;
  let name = takeName(cursor);
  if (name === null) return null;
  while (take(cursor, "::")) {
    const next = takeName(cursor);
    if (next === null) return fail(cursor, "incomplete");
    name += `::${next}`;
  }
  if (at(cursor, Char.LeftParen)) return parseCall(cursor, start, name);
  const end = cursor.lastEnd;
  const value = words.get(name);
  if (name.includes("::")) return fail(cursor, { kind: "expected-token", token: "(" });
  return value === undefined
    ? { kind: "variable", start, end, name }
    : { kind: "literal", start, end, value };
}

function parseCall(cursor: Cursor, start: number, name: string): Expression {
  const { items, expands } = between(cursor, Char.RightParen, false, () => {
    const { items: values } = parseItems(cursor);
    const isExpanded = take(cursor, "...");
    if (!isAtEnd(cursor)) stray(cursor, "");
    return { items: values, expands: isExpanded };
  });
  return { kind: "call", start, end: cursor.lastEnd, name, items, expands };
}

/** Values between commas; one that is followed by an ellipsis is the last. */
function parseItems(cursor: Cursor): Omit<Tuple, "start" | "end"> {
  const items: Expression[] = [];
  const commas: number[] = [];
  while (!isAtEnd(cursor)) {
    items.push(parseExpression(cursor));
    if (isAtEnd(cursor) || cursor.text.startsWith("...", cursor.position)) break;
    if (!at(cursor, Char.Comma)) stray(cursor, ",");
    if (!at(cursor, Char.Comma)) break;
    commas.push(cursor.position);
    takeTo(cursor, cursor.position + 1);
  }
  return { kind: "tuple", items, commas };
}

function parseBraces(
  cursor: Cursor,
): Omit<For, "start" | "end"> | Omit<ObjectNode, "start" | "end"> | ErrorNode {
  while (take(cursor, "\n"));
  if (!atWord(cursor, "for")) return parseElements(cursor);
  cursor.lines = false;
  return parseFor(cursor, true);
}

function parseElements(cursor: Cursor): Omit<ObjectNode, "start" | "end"> {
  const elements: Element[] = [];
  let intact = true;
  while (!isAtEnd(cursor)) {
    const element = parseElement(cursor);
    if (element) elements.push(element);
    else intact = false;
    if (!isAtEnd(cursor) && !at(cursor, Char.LineFeed) && !at(cursor, Char.Comma)) stray(cursor, "\n,");
    if (!take(cursor, "\n")) take(cursor, ",");
    while (take(cursor, "\n"));
  }
  return { kind: "object", elements, intact };
}

/** Null for half a name, which may become any. */
function parseElement(cursor: Cursor): Element | null {
  const key = parseExpression(cursor);
  const isAssigned = take(cursor, ":") || takeEquals(cursor);
  const isOver = atLineEnd(cursor) || isAtEnd(cursor) || at(cursor, Char.Comma);
  if (!isAssigned && key.kind === "variable" && isOver) {
    report(cursor, { kind: "name-alone" }, key.start, key.end);
    return null;
  }
  const value = isAssigned ? parseValue(cursor, key) : fail(cursor, { kind: "expected-token", token: "=" });
  return { kind: "element", start: key.start, end: cursor.lastEnd, key, value };
}

export function takeEquals(cursor: Cursor): boolean {
  const isOther = /[=>]/.test(cursor.text.charAt(cursor.position + 1));
  return !isOther && take(cursor, "=");
}

/** A quoted text that its line does not end. An interpolation may go on, but not with a name. */
const unfinished = /"[^"\r\n{]*(?:(?![^\r\n])|\$\{[\w.]*(?=\s+[A-Za-z_])(?![^\r\n]))/y;

/** What follows an equals sign. If it is still to be typed, what is around it is read as if it were there. */
export function parseValue(cursor: Cursor, { start, end }: Place): Expression {
  const { text, position, lastEnd } = cursor;
  unfinished.lastIndex = position;
  const isMissing = atLineEnd(cursor) || at(cursor, Char.RightBrace) || at(cursor, Char.Comma);
  if (!isMissing && !unfinished.test(text)) return parseExpression(cursor);
  report(cursor, { kind: "attribute-without-value" }, start, end);
  if (!isMissing) takeTo(cursor, unfinished.lastIndex);
  return { kind: "error", start: lastEnd, end: cursor.lastEnd };
}

function parseFor(cursor: Cursor, isObject: boolean): Omit<For, "start" | "end"> | ErrorNode {
  const begun = parseForHead(cursor);
  if (!begun || !take(cursor, ":")) return stray(cursor, "");
  const head = { ...begun, end: cursor.lastEnd };
  const first = parseExpression(cursor);
  const key = take(cursor, "=>") ? first : null;
  const body = key ? parseExpression(cursor) : first;
  const grouped = isObject && take(cursor, "...");
  const filter = takeWord(cursor, "if") ? parseExpression(cursor) : null;
  if (!isAtEnd(cursor) || (key !== null) !== isObject) return stray(cursor, "");
  return { kind: "for", head, key, body, filter, grouped };
}

/** `for a, b in source`; null where it breaks off. */
export function parseForHead(cursor: Cursor): ForHead | null {
  const { position: start } = cursor;
  if (!takeWord(cursor, "for")) return null;
  const first = takeName(cursor);
  const second = take(cursor, ",") ? takeName(cursor) : undefined;
  if (first === null || second === null || !takeWord(cursor, "in")) return null;
  const source = parseExpression(cursor);
  return { start, end: cursor.lastEnd, names: second === undefined ? [first] : [first, second], source };
}

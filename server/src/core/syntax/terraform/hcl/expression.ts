import { Char, type Cursor } from "./cursor.ts";
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
  return cursor.deeper(() => parseConditional(cursor));
}

function parseConditional(cursor: Cursor): Expression {
  const test = parseOperation(cursor, 1);
  if (!cursor.take("?")) return test;
  const yes = parseExpression(cursor);
  if (!cursor.take(":")) return cursor.fail({ kind: "expected-token", token: ":" });
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
    if (count > limits.nesting) return cursor.giveUp();
    cursor.takeTo(cursor.position + operator.length);
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
  return cursor.deeper<Expression>(() => {
    cursor.takeTo(start + 1);
    const operand = parseOperand(cursor);
    return { kind: "unary", start, end: cursor.lastEnd, operator, operand };
  });
}

function parseTraversal(cursor: Cursor): Expression {
  const of = parseTerm(cursor);
  const steps = cursor.at(Char.Dot) || cursor.at(Char.LeftSquare) ? parseSteps(cursor, false) : [];
  return steps.length === 0 ? of : { kind: "traversal", start: of.start, end: cursor.lastEnd, of, steps };
}

/** Steps up to what cannot be one; `.*` is only followed by names and numbers. */
function parseSteps(cursor: Cursor, isPlain: boolean): readonly Step[] {
  const steps: Step[] = [];
  for (;;) {
    const { text, position } = cursor;
    const isIndex = cursor.at(Char.LeftSquare);
    if (isIndex ? isPlain : !cursor.at(Char.Dot) || text.startsWith("...", position)) return steps;
    const step = isIndex ? parseIndex(cursor) : parseMember(cursor);
    if (!step) return steps;
    steps.push(step);
  }
}

function parseMember(cursor: Cursor): Step | null {
  const { position: start } = cursor;
  cursor.takeTo(start + 1);
  const { position: nameStart } = cursor;
  const name = cursor.takeName();
  if (name !== null) return { kind: "member", start, end: cursor.lastEnd, nameStart, name };
  if (cursor.take("*")) return splatFrom(cursor, start, true);
  const end = numberEnd(cursor);
  // `a.0`, the old form of `a[0]`. Two of them in a row are not.
  if (end === nameStart || cursor.text.slice(nameStart, end).includes(".")) {
    cursor.fail(cursor.atLineEnd() ? "incomplete" : "invalid-terraform");
    return null;
  }
  cursor.takeTo(end);
  return { kind: "index", start, end, index: { kind: "number", start: nameStart, end } };
}

function parseIndex(cursor: Cursor): Step {
  const { position: start } = cursor;
  const index = cursor.between(Char.RightSquare, false, () =>
    cursor.take("*") ? null : parseInside(cursor),
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
  return cursor.isOver() || (cursor.awaited.get(cursor.text.charCodeAt(cursor.position)) ?? 0) > 0;
}

/** Passes over what has no place here, up to one of these signs. */
function stray(cursor: Cursor, signs: string): ErrorNode {
  const error = cursor.fail("invalid-terraform");
  cursor.skip(signs);
  return error;
}

function parseTerm(cursor: Cursor): Expression {
  const { text, position: start } = cursor;
  switch (text.charCodeAt(start)) {
    case Char.Quote:
      return cursor.template(cursor);
    case Char.LeftParen: {
      const inner = cursor.between(Char.RightParen, false, () => parseInside(cursor));
      return { kind: "parentheses", start, end: cursor.lastEnd, inner };
    }
    case Char.LeftSquare: {
      const inner = cursor.between(Char.RightSquare, false, () =>
        cursor.atWord("for") ? parseFor(cursor, false) : parseItems(cursor),
      );
      return { ...inner, start, end: cursor.lastEnd };
    }
    case Char.LeftBrace: {
      const inner = cursor.between(Char.RightBrace, true, () => parseBraces(cursor));
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
  if (end === start) return cursor.fail(cursor.atLineEnd() ? "incomplete" : "invalid-terraform");
  cursor.takeTo(end);
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
  let name = cursor.takeName();
  if (name === null) return null;
  while (cursor.take("::")) {
    const next = cursor.takeName();
    if (next === null) return cursor.fail("incomplete");
    name += `::${next}`;
  }
  if (cursor.at(Char.LeftParen)) return parseCall(cursor, start, name);
  const end = cursor.lastEnd;
  const value = words.get(name);
  if (name.includes("::")) return cursor.fail({ kind: "expected-token", token: "(" });
  return value === undefined
    ? { kind: "variable", start, end, name }
    : { kind: "literal", start, end, value };
}

function parseCall(cursor: Cursor, start: number, name: string): Expression {
  const { items, expands } = cursor.between(Char.RightParen, false, () => {
    const { items: values } = parseItems(cursor);
    const isExpanded = cursor.take("...");
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
    if (!cursor.at(Char.Comma)) stray(cursor, ",");
    if (!cursor.at(Char.Comma)) break;
    commas.push(cursor.position);
    cursor.takeTo(cursor.position + 1);
  }
  return { kind: "tuple", items, commas };
}

function parseBraces(
  cursor: Cursor,
): Omit<For, "start" | "end"> | Omit<ObjectNode, "start" | "end"> | ErrorNode {
  while (cursor.take("\n"));
  if (!cursor.atWord("for")) return parseElements(cursor);
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
    if (!isAtEnd(cursor) && !cursor.at(Char.LineFeed) && !cursor.at(Char.Comma)) stray(cursor, "\n,");
    if (!cursor.take("\n")) cursor.take(",");
    while (cursor.take("\n"));
  }
  return { kind: "object", elements, intact };
}

/** Null for half a name, which may become any. */
function parseElement(cursor: Cursor): Element | null {
  const key = parseExpression(cursor);
  const isAssigned = cursor.take(":") || takeEquals(cursor);
  const isOver = cursor.atLineEnd() || isAtEnd(cursor) || cursor.at(Char.Comma);
  if (!isAssigned && key.kind === "variable" && isOver) {
    cursor.report({ kind: "name-alone" }, key.start, key.end);
    return null;
  }
  const value = isAssigned ? parseValue(cursor, key) : cursor.fail({ kind: "expected-token", token: "=" });
  return { kind: "element", start: key.start, end: cursor.lastEnd, key, value };
}

export function takeEquals(cursor: Cursor): boolean {
  const isOther = /[=>]/.test(cursor.text.charAt(cursor.position + 1));
  return !isOther && cursor.take("=");
}

/** A quoted text that its line does not end. An interpolation may go on, but not with a name. */
const unfinished = /"[^"\r\n{]*(?:(?![^\r\n])|\$\{[\w.]*(?=\s+[A-Za-z_])(?![^\r\n]))/y;

/** What follows an equals sign. If it is still to be typed, what is around it is read as if it were there. */
export function parseValue(cursor: Cursor, { start, end }: Place): Expression {
  const { text, position, lastEnd } = cursor;
  unfinished.lastIndex = position;
  const isMissing = cursor.atLineEnd() || cursor.at(Char.RightBrace) || cursor.at(Char.Comma);
  if (!isMissing && !unfinished.test(text)) return parseExpression(cursor);
  cursor.report({ kind: "attribute-without-value" }, start, end);
  if (!isMissing) cursor.takeTo(unfinished.lastIndex);
  return { kind: "error", start: lastEnd, end: cursor.lastEnd };
}

function parseFor(cursor: Cursor, isObject: boolean): Omit<For, "start" | "end"> | ErrorNode {
  const begun = parseForHead(cursor);
  if (!begun || !cursor.take(":")) return stray(cursor, "");
  const head = { ...begun, end: cursor.lastEnd };
  const first = parseExpression(cursor);
  const key = cursor.take("=>") ? first : null;
  const body = key ? parseExpression(cursor) : first;
  const grouped = isObject && cursor.take("...");
  const filter = cursor.takeWord("if") ? parseExpression(cursor) : null;
  if (!isAtEnd(cursor) || (key !== null) !== isObject) return stray(cursor, "");
  return { kind: "for", head, key, body, filter, grouped };
}

/** `for a, b in source`; null where it breaks off. */
export function parseForHead(cursor: Cursor): ForHead | null {
  const { position: start } = cursor;
  if (!cursor.takeWord("for")) return null;
  const first = cursor.takeName();
  const second = cursor.take(",") ? cursor.takeName() : undefined;
  if (first === null || second === null || !cursor.takeWord("in")) return null;
  const source = parseExpression(cursor);
  return { start, end: cursor.lastEnd, names: second === undefined ? [first] : [first, second], source };
}

import type { Cursor } from "./cursor.ts";
import type {
  Binary,
  BinaryOperator,
  Expression,
  Index,
  Member,
  MethodCall,
  Ternary,
  Unary,
} from "./nodes.ts";
import { endsValue, isTooDeep, takeCloser, tooDeep } from "./recovery.ts";
import { Token } from "./token.ts";
import { parseArguments } from "./arguments.ts";
import { parsePrimary } from "./primary.ts";

/**
 * Reads a value. Where none starts, the result is an error node that ends before the end of the line: a value is never
 * looked for on the next one.
 */
export function parseExpression(cursor: Cursor): Expression {
  cursor.height = 0;
  if (isTooDeep(cursor)) return tooDeep(cursor);
  cursor.depth++;
  const condition = parseBinary(cursor, 0);
  const result = atTernary(cursor) ? parseTernary(cursor, condition) : condition;
  cursor.depth--;
  return result;
}

/** `?` may be on the next line. */
function atTernary(cursor: Cursor): boolean {
  return cursor.at(Token.Question) || (cursor.at(Token.NewLine) && cursor.peek(1) === Token.Question);
}

function parseTernary(cursor: Cursor, condition: Expression): Ternary {
  let height = cursor.height;
  cursor.skipNewLine();
  cursor.advance();
  const whenTrue = parseExpression(cursor);
  height = Math.max(height, cursor.height);
  if (whenTrue.kind !== "error" && cursor.at(Token.NewLine) && cursor.peek(1) === Token.Colon)
    cursor.advance();
  const whenFalse = cursor.take(Token.Colon) ? parseExpression(cursor) : cursor.missing("expected-colon");
  cursor.height = Math.max(height, cursor.height) + 1;
  return { kind: "ternary", start: condition.start, end: cursor.lastEnd, condition, whenTrue, whenFalse };
}

/** Reads operands as long as the operators between them bind tighter than `floor`; equal ones group to the left. */
function parseBinary(cursor: Cursor, floor: number): Expression {
  let left = parseUnary(cursor);
  for (;;) {
    const { kind } = cursor;
    const precedence = precedenceOf(kind);
    if (precedence <= floor) return left;
    if (isTooDeep(cursor)) return tooDeep(cursor, left.start);
    left = parseRight(cursor, left, kind, precedence);
  }
}

function parseRight(cursor: Cursor, left: Expression, kind: number, precedence: number): Binary {
  const height = cursor.height;
  cursor.advance();
  const right = endsValue(cursor.kind) ? cursor.missing("expected-value") : parseBinary(cursor, precedence);
  cursor.height = Math.max(height, cursor.height) + 1;
  return {
    kind: "binary",
    start: left.start,
    end: cursor.lastEnd,
    operator: binaryOperator(kind),
    left,
    right,
  };
}

function parseUnary(cursor: Cursor): Expression {
  if (cursor.at(Token.Exclamation)) return parseOperand(cursor, "!");
  if (cursor.at(Token.Minus)) return parseOperand(cursor, "-");
  return parsePostfix(cursor);
}

/** The operand cannot start with another operator. */
function parseOperand(cursor: Cursor, operator: "!" | "-"): Unary {
  const start = cursor.startOf();
  cursor.advance();
  const operand = parsePostfix(cursor);
  cursor.height++;
  return { kind: "unary", start, end: cursor.lastEnd, operator, operand };
}

/**
 * Binary operators from the tightest level to the loosest, as in
 * https://learn.microsoft.com/azure/azure-resource-manager/bicep/operators#operator-precedence-and-associativity.
 */
const levels: readonly (readonly (readonly [number, BinaryOperator])[])[] = [
  [
    [Token.Star, "*"],
    [Token.Slash, "/"],
    [Token.Percent, "%"],
  ],
  [
    [Token.Plus, "+"],
    [Token.Minus, "-"],
  ],
  [
    [Token.Less, "<"],
    [Token.LessOrEqual, "<="],
    [Token.Greater, ">"],
    [Token.GreaterOrEqual, ">="],
  ],
  [
    [Token.Equal, "=="],
    [Token.NotEqual, "!="],
    [Token.EqualIgnoringCase, "=~"],
    [Token.NotEqualIgnoringCase, "!~"],
  ],
  [[Token.And, "&&"]],
  [[Token.Or, "||"]],
  [[Token.Coalesce, "??"]],
];

const precedences = new Uint8Array(64);
const operators: BinaryOperator[] = new Array<BinaryOperator>(64).fill("*");
levels.forEach((level, index) => {
  for (const [kind, operator] of level) {
    precedences[kind] = levels.length - index;
    operators[kind] = operator;
  }
});

/** The precedence of the token as a binary operator; 0 if it is not one. */
function precedenceOf(kind: number): number {
  return precedences[kind] ?? 0;
}

/** The operator of a token whose precedence is not 0. */
function binaryOperator(kind: number): BinaryOperator {
  return operators[kind] ?? "*";
}

/** Reads a value with everything that hangs behind it: `.name`, `.?name`, `.name()`, `[index]`, `::name`, `!`. */
function parsePostfix(cursor: Cursor): Expression {
  let target = parsePrimary(cursor);
  for (;;) {
    const { kind } = cursor;
    if (
      kind !== Token.Dot &&
      kind !== Token.LeftSquare &&
      kind !== Token.DoubleColon &&
      kind !== Token.Exclamation
    ) {
      return target;
    }
    if (isTooDeep(cursor)) return tooDeep(cursor, target.start);
    const height = cursor.height;
    target = parseSuffix(cursor, target);
    cursor.height = Math.max(height, cursor.height) + 1;
  }
}

function parseSuffix(cursor: Cursor, target: Expression): Expression {
  if (cursor.at(Token.LeftSquare)) return parseIndex(cursor, target);
  if (cursor.take(Token.Dot)) return parseMember(cursor, target);
  const { start } = target;
  if (cursor.take(Token.Exclamation)) return { kind: "nonNull", start, end: cursor.lastEnd, operand: target };
  cursor.advance();
  const name = cursor.parseName();
  return { kind: "nestedAccess", start, end: cursor.lastEnd, target, name };
}

function parseMember(cursor: Cursor, target: Expression): Member | MethodCall {
  const { start } = target;
  const safe = cursor.take(Token.Question);
  const name = cursor.parseName();
  cursor.height = 0;
  if (!cursor.at(Token.LeftParen)) return { kind: "member", start, end: cursor.lastEnd, target, name, safe };
  if (safe) cursor.report("unexpected-text", name.start - 1, name.start);
  const { open, args, close } = parseArguments(cursor, Token.RightParen, cursor.grammar.expression);
  return { kind: "methodCall", start, end: cursor.lastEnd, target, name, open, args, close };
}

function parseIndex(cursor: Cursor, target: Expression): Index {
  const { start } = target;
  cursor.advance();
  cursor.squares++;
  const safe = cursor.take(Token.Question);
  const fromEnd = cursor.take(Token.Hat);
  const index = cursor.at(Token.RightSquare)
    ? cursor.missing("expected-value")
    : cursor.grammar.expression(cursor);
  const close = takeCloser(cursor, Token.RightSquare);
  cursor.squares--;
  return { kind: "index", start, end: cursor.lastEnd, target, index, safe, fromEnd, close };
}

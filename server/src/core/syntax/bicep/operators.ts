import type { BinaryOperator } from "./nodes.ts";
import { Token } from "./token.ts";

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
export function precedenceOf(kind: number): number {
  return precedences[kind] ?? 0;
}

/** The operator of a token whose precedence is not 0. */
export function binaryOperator(kind: number): BinaryOperator {
  return operators[kind] ?? "*";
}

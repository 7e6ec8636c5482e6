import { expect, test } from "vitest";
import type { Expression } from "../../../server/src/core/syntax/bicep/nodes.ts";
import { parseBicep } from "../../../server/src/core/syntax/bicep/parse.ts";

const table: readonly (readonly [text: string, grouped: string])[] = [
  ["a + b * c", "(a + (b * c))"],
  ["a * b + c", "((a * b) + c)"],
  ["a - b - c", "((a - b) - c)"],
  ["a / b % c", "((a / b) % c)"],
  ["a + b < c - d", "((a + b) < (c - d))"],
  ["a < b == c >= d", "((a < b) == (c >= d))"],
  ["a =~ b && c !~ d", "((a =~ b) && (c !~ d))"],
  ["a && b || c && d", "((a && b) || (c && d))"],
  ["a || b ?? c || d", "((a || b) ?? (c || d))"],
  ["a ?? b ?? c", "((a ?? b) ?? c)"],
  ["a ?? b ? c : d", "((a ?? b) ? c : d)"],
  ["a ? b : c ? d : e", "(a ? b : (c ? d : e))"],
  ["a ? b ? c : d : e", "(a ? (b ? c : d) : e)"],
  ["!a && b", "(!a && b)"],
  ["-a + b", "(-a + b)"],
  ["!a.b!.c", "!a.b!.c"],
  ["a != !b", "(a != !b)"],
  ["x => x.id == y", "x => (x.id == y)"],
  ["(a + b) * c", "((a + b) * c)"],
];

test.each(table)("%s is %s", (text, grouped) => {
  const file = parseBicep(`var v = ${text}\n`);
  const [declaration] = file.declarations;
  expect(file.errors).toEqual([]);
  expect(declaration?.kind === "var" && show(declaration.value)).toBe(grouped);
});

function show(node: Expression): string {
  switch (node.kind) {
    case "binary":
      return `(${show(node.left)} ${node.operator} ${show(node.right)})`;
    case "ternary":
      return `(${show(node.condition)} ? ${show(node.whenTrue)} : ${show(node.whenFalse)})`;
    case "unary":
      return node.operator + show(node.operand);
    case "nonNull":
      return `${show(node.operand)}!`;
    case "member":
      return `${show(node.target)}.${node.name.kind === "name" ? node.name.text : "?"}`;
    case "lambda":
      return `${node.parameters.map((name) => (name.kind === "name" ? name.text : "?")).join(", ")} => ${show(node.body)}`;
    case "parenthesized":
      return show(node.inner);
    case "variable-access":
      return node.name;
    default:
      return node.kind;
  }
}

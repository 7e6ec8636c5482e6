import { describe, expect, test } from "vitest";
import { armSyntax } from "../../../server/src/core/syntax/arm/arm.ts";
import type { Expression } from "../../../server/src/core/template/expression.ts";
import type { SyntaxProblem } from "../../../server/src/core/syntax/syntax.ts";
import { printExpression } from "../../support/print-ir.ts";

/** Reads the value of a variable, written as JSON. */
function read(json: string): {
  readonly text: string;
  readonly value: Expression;
  readonly problems: readonly SyntaxProblem[];
} {
  const text = `{ "$schema": "deploymentTemplate.json#", "variables": { "x": ${json} } }`;
  const { template, problems } = armSyntax.parse({ id: "kv.json", text });
  const value = template?.variables.get("x")?.value;
  if (!value) throw new Error("the variable was not read");
  return { text, value, problems };
}

const lowered: readonly (readonly [string, string])[] = [
  [`"plain"`, `"plain"`],
  [`"[test] value"`, `"[test] value"`],
  [`"[[test]"`, `"[test]"`],
  [`"[[test] value"`, `"[[test] value"`],
  [`"[]"`, `<?>`],
  [`"[parameters('P')]"`, `parameter p`],
  [`"[ variables ( 'V' ) ]"`, `variable v`],
  [`"[parameters(concat('a', 'b'))]"`, `parameters(concat("a", "b"))`],
  [`"[parameters('a').B[0]['c']]"`, `parameter a.B[0]["c"]`],
  [`"['it''s']"`, `"it's"`],
  [`"['']"`, `""`],
  [`"['a]b']"`, `"a]b"`],
  [`"[-12]"`, `-12`],
  [`"[add(1, 2.5)]"`, `add(1, 2.5)`],
  [`"[createArray(true(), false(), null())]"`, `createarray(true, false, null)`],
  [`"[if(true(), 1, 2)]"`, `(true ? 1 : 2)`],
  [`"[if(true(), 1)]"`, `if(true, 1)`],
  [
    `"[map(variables('l'), lambda('I', 'J', add(lambdaVariables('i'), lambdaVariables('J'))))]"`,
    `map(variable l, (lambda:i, lambda:j) => add(local lambda:i, local lambda:j))`,
  ],
  [`"[contoso.Name('x').y]"`, `contoso.name("x").y`],
  [`"[copyIndex()]"`, `copyindex()`],
  [`"[copyIndex('Loop')]"`, `local copy:loop`],
  [`"[format('{0}', '\\"q\\"')]"`, `format("{0}", "\\"q\\"")`],
  [`"[concat('\\u0041', '\\\\')]"`, `concat("A", "\\\\")`],
  [`"[concat('a',\n   'b')]"`, `concat("a", "b")`],
  [`"[\n  variables('v')\n]"`, `variable v`],
  [`{ "[variables('k')]": 1 }`, `{[variable k]: 1}`],
  [`"[true]"`, `<?>`],
  [`"[concat('a' 'b')]"`, `<?>`],
  [`"[concat('a', )]"`, `<?>`],
  [`"[concat('a']"`, `<?>`],
  [`"['a]"`, `<?>`],
  [`"[a.b]"`, `<?>`],
  [`"[concat('a').]"`, `<?>`],
  [`"[1 2]"`, `<?>`],
];

test.each(lowered)("%s", (json, expected) => {
  const { value, problems } = read(json);
  expect(printExpression(value)).toBe(expected);
  expect(problems).toHaveLength(expected === "<?>" ? 1 : 0);
});

test("an expression nested too deeply is not a syntax error", () => {
  const { value, problems } = read(`"[${"not(".repeat(5000)}true()${")".repeat(5000)}]"`);
  expect(printExpression(value)).toBe("<an expression nested too deeply>");
  expect(problems).toEqual([]);
});

describe("spans", () => {
  /** Every expression with its text. */
  function spellings({
    text,
    value,
  }: {
    readonly text: string;
    readonly value: Expression;
  }): readonly string[] {
    const children =
      value.kind === "call"
        ? value.arguments
        : value.kind === "member"
          ? [value.target]
          : value.kind === "index"
            ? [value.target, value.index]
            : [];
    return [
      text.slice(value.span.start, value.span.end),
      ...children.flatMap((child) => spellings({ text, value: child })),
    ];
  }

  const spelled: readonly (readonly [string, readonly string[]])[] = [
    [`"[concat('a', parameters('b'))]"`, [`"[concat('a', parameters('b'))]"`, `'a'`, `parameters('b')`]],
    [`"[f('\\"', 'x')]"`, [`"[f('\\"', 'x')]"`, `'\\"'`, `'x'`]],
    [
      `"[f('\\u00e9\\\\', 'it''s', 1)]"`,
      [`"[f('\\u00e9\\\\', 'it''s', 1)]"`, `'\\u00e9\\\\'`, `'it''s'`, "1"],
    ],
    [`"[f('\\n').x[12]]"`, [`"[f('\\n').x[12]]"`, `f('\\n').x`, `f('\\n')`, `'\\n'`, "12"]],
    [`"[f('😀', 'b',\n'c')]"`, [`"[f('😀', 'b',\n'c')]"`, `'😀'`, `'b'`, `'c'`]],
  ];

  test.each(spelled)("of %s", (json, expected) => {
    expect(spellings(read(json))).toEqual(expected);
  });

  test("of a member's name", () => {
    const { text, value } = read(`"[f('\\"').name]"`);
    expect(value.kind === "member" && text.slice(value.nameSpan.start, value.nameSpan.end)).toBe("name");
  });
});

test("an error is reported where reading stopped", () => {
  const { text, problems } = read(`"[concat('\\"' !)]"`);
  expect(problems.map(({ span }) => text.slice(span.start, span.end))).toEqual(["!"]);
});

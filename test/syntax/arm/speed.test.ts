import { expect, test } from "vitest";
import { armSyntax } from "../../../server/src/core/syntax/arm/arm.ts";

const head = `{ "$schema": "deploymentTemplate.json#", `;
const vault = `{ "type": "Microsoft.KeyVault/vaults", "name": "[concat('kv', parameters('n'))]", "properties": { "networkAcls": { "ipRules": [{ "value": "203.0.113.7" }] } } }`;

/** Texts that would take minutes if some step looked back, or ahead, over the whole text each time. */
const texts: readonly (readonly [string, string])[] = [
  ["2 MB of vaults", `${head}"resources": [${Array.from({ length: 13_000 }, () => vault).join(",\n")}] }`],
  ["2 MB of one expression", `${head}"variables": { "x": "[concat(${"'a', ".repeat(400_000)}'a')]" } }`],
  ["2 MB of escapes", `${head}"variables": { "x": "[f('${"\\u0041".repeat(330_000)}')]" } }`],
  ["2 MB of strings that do not end", `${head}"variables": { ${'\\"\n'.repeat(650_000)}`],
  [
    "2 MB of strings that do not end, closed in vain",
    `${head}"variables": { ${'"a": "\\"\nx" '.repeat(150_000)}`,
  ],
  ["2 MB of missing values", `${head}"variables": { ${'"a":\n'.repeat(400_000)} } }`],
  ["2 MB of missing values behind comments", `${head}"variables": { ${'"a": /**/'.repeat(200_000)} } }`],
  ["2 MB of brackets that close nothing", head + "]".repeat(2_000_000)],
  ["2 MB of open brackets", "[".repeat(2_000_000)],
  ["2 MB of quotes in an expression", `${head}"variables": { "x": "[${"''".repeat(1_000_000)}]" } }`],
  ["2 MB of calls that do not close", `${head}"variables": { "x": "[${"f(".repeat(1_000_000)}]" } }`],
  ["2 MB of spaces", `${head}${" ".repeat(2_000_000)}x`],
  ["2 MB of names", `${head}"variables": { "x": "[${"a.".repeat(1_000_000)}]" } }`],
];

test.each(texts)("%s are read in a moment", (_, text) => {
  const start = performance.now();
  const { problems } = armSyntax.parse({ id: "kv.json", text });
  expect(performance.now() - start).toBeLessThan(3000);
  expect(problems.length).toBeLessThanOrEqual(101);
});

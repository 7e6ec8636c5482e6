const head = `{ "$schema": "deploymentTemplate.json#", `;
const vault = `{ "type": "Microsoft.KeyVault/vaults", "name": "[concat('kv', parameters('n'))]", "properties": { "networkAcls": { "ipRules": [{ "value": "203.0.113.7" }] } } }`;

/** Texts of any size that would take minutes at 2 MB if some step looked back, or ahead, over the whole text each time. */
export const costlyTexts: readonly (readonly [
  what: string,
  length: number,
  of: (count: number) => string,
])[] = [
  ["vaults", vault.length + 2, (count) => `${head}"resources": [${`${vault},\n`.repeat(count)}${vault}] }`],
  ["one expression", 5, (count) => `${head}"variables": { "x": "[concat(${"'a', ".repeat(count)}'a')]" } }`],
  ["escapes", 6, (count) => `${head}"variables": { "x": "[f('${"\\u0041".repeat(count)}')]" } }`],
  ["strings that do not end", 3, (count) => `${head}"variables": { ${'\\"\n'.repeat(count)}`],
  [
    "strings that do not end, closed in vain",
    12,
    (count) => `${head}"variables": { ${'"a": "\\"\nx" '.repeat(count)}`,
  ],
  ["missing values", 5, (count) => `${head}"variables": { ${'"a":\n'.repeat(count)} } }`],
  ["missing values behind comments", 9, (count) => `${head}"variables": { ${'"a": /**/'.repeat(count)} } }`],
  ["brackets that close nothing", 1, (count) => head + "]".repeat(count)],
  ["open brackets", 1, (count) => "[".repeat(count)],
  ["quotes in an expression", 2, (count) => `${head}"variables": { "x": "[${"''".repeat(count)}]" } }`],
  ["calls that do not close", 2, (count) => `${head}"variables": { "x": "[${"f(".repeat(count)}]" } }`],
  ["spaces", 1, (count) => `${head}${" ".repeat(count)}x`],
  ["names", 2, (count) => `${head}"variables": { "x": "[${"a.".repeat(count)}]" } }`],
];

import fc from "fast-check";
import { expect, test } from "vitest";
import { armSyntax } from "../../../server/src/core/syntax/arm/arm.ts";
import type { Parsed } from "../../../server/src/core/syntax/syntax.ts";

const template = `\uFEFF// A vault, and what is around it.
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "parameters": { "name": { "type": "string", "defaultValue": "kv" }, "n": { "type": "int", "allowedValues": [1, 20] } },
  "variables": { "copy": [ { "name": "ips", "count": 2, "input": { "value": "[concat('203.0.113.', copyIndex('ips'))]" } } ] },
  "resources": [
    {
      "type": "Microsoft.KeyVault/vaults", /* which one */
      "name": "[parameters('name')]",
      "properties": {
        "publicNetworkAccess": "[if(equals(parameters('n'), 20), 'Disabled', json('null'))]",
        "networkAcls": { "defaultAction": "Deny", "ipRules": "[variables('ips')]", "bypass": "None", },
        "softDeleteRetentionInDays": 90
      },
      "resources": [ { "type": "secrets", "name": "\\u0073\\"" } ],
      "condition": true
    },
    { "type": "Microsoft.Resources/deployments", "name": "inner", "properties": {
      "parameters": { "a": { "value": 12 }, "b": { "reference": { "keyVault": { "id": "x" } } } },
      "template": { "resources": [], "outputs": { "o": { "type": "string", "value": "[concat('a',
        'b')]" } } } } }
  ]
}
`;
const blueprint = `{ "kind": "template", "properties": { "template": { "parameters": { "a": {"type": "int"} }, "resources": [] }, "parameters": { "a": { "value": 1 } } } }`;
const exported = `[ { "type": "Microsoft.KeyVault/vaults", "name": "kv", "properties": { "networkAcls": null } } ]`;
const parameters = `{ "$schema": "deploymentParameters.json#", "parameters": { "a": { "value": [1, 2] }, "b": { "value": true } } }`;

/** Everything the reader made of a text, flat. */
function nodesOf(parsed: Parsed): readonly object[] {
  const found: object[] = [];
  const waiting: unknown[] = [parsed];
  const seen = new Set<unknown>();
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (typeof at !== "object" || at === null || seen.has(at)) continue;
    seen.add(at);
    found.push(at);
    const inside: readonly unknown[] = at instanceof Map ? [...at.values()] : Object.values(at);
    waiting.push(...inside.filter((each) => each !== undefined));
  }
  return found;
}

function expectSpansInside(parsed: Parsed, text: string): void {
  for (const node of nodesOf(parsed)) {
    if (!("start" in node && "end" in node)) continue;
    const [start, end] = [Number(node.start), Number(node.end)];
    if (!(0 <= start && start <= end && end <= text.length))
      throw new Error(`span ${start}-${end} of ${text.length}`);
  }
}

test.each([template, blueprint, exported, parameters])(
  "cut anywhere, nothing is claimed to be all (%#)",
  (text) => {
    const whole = armSyntax.parse({ id: "a.json", text });
    expect(whole.problems).toEqual([]);
    expectSpansInside(whole, text);
    const end = text.trimEnd().length;
    for (let cut = 0; cut < end; cut++) {
      const part = text.slice(0, cut);
      const parsed = armSyntax.parse({ id: "a.json", text: part });
      expectSpansInside(parsed, part);
      const claims = nodesOf(parsed).filter(
        (node) => "intact" in node && "span" in node && node.intact === true,
      );
      expect(claims, `cut at ${cut}`).toEqual([]);
    }
  },
);

test("however a template is mangled, reading ends and spans stay inside", () => {
  const letters = ["{", "}", "[", "]", '"', ",", ":", "'", "\\", "/", "*", "\n"];
  const piece = fc.constantFrom(...letters, '"[', ']"', "//", "/*", "true", "12", "\\u00", "(", ")", "copy");
  const edit = fc.tuple(fc.nat(template.length), fc.nat(40), fc.array(piece, { maxLength: 4 }));
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 5 }), (edits) => {
      let text = template;
      for (const [at, length, pieces] of edits)
        text = text.slice(0, at) + pieces.join("") + text.slice(at + length);
      expectSpansInside(armSyntax.parse({ id: "a.json", text }), text);
    }),
    { numRuns: 2000 },
  );
});

test("a bracket too many takes every claim with it", () => {
  const text = template.replace('"bypass": "None", }', '"bypass": "None", } }');
  const nodes = nodesOf(armSyntax.parse({ id: "a.json", text }));
  expect(nodes.some((node) => "intact" in node && node.intact === true)).toBe(false);
});

import { expect, test } from "vitest";
import { armSyntax, looksLikeArm } from "../../../server/src/core/syntax/arm/arm.ts";
import { printExpression, printTemplate } from "../../support/print-ir.ts";

const vaultType = "Microsoft.KeyVault/vaults";
const vault = {
  id: "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/kv",
  name: "kv",
  type: vaultType,
};
const kv = `resource · kv · "${vaultType}" · name "kv"`;

interface Example {
  readonly name: string;
  readonly file?: string;
  readonly text: string;
  /** Null: neither template nor parameter file. */
  readonly reads: string | null;
}

const examples: readonly Example[] = [
  { name: "nothing", text: "", reads: null },
  { name: "a scalar", text: "12", reads: null },
  { name: "a package manifest", text: `{ "name": "x", "resources": [{ "type": "a" }] }`, reads: null },
  {
    name: "Terraform's state",
    text: `{ "version": 4, "resources": [{ "type": "azurerm_key_vault" }] }`,
    reads: null,
  },
  {
    name: "a template for a subscription, behind a byte order mark",
    text: `\uFEFF{ "$schema": "https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#" }`,
    reads: "",
  },
  {
    name: "a template without schema",
    text: `{ "resources": [{ "type": "${vaultType}", "apiVersion": "2023-07-01", "name": "kv" }] }`,
    reads: `${kv} · {type: "${vaultType}", apiVersion: "2023-07-01", name: "kv"}`,
  },
  {
    name: "an artifact of a blueprint",
    text: `{ "kind": "template", "properties": {
      "parameters": { "A": { "value": [1] }, "b": { "value": "[parameters('x')]" } },
      "template": { "parameters": { "a": { "type": "array" }, "b": { "type": "int", "defaultValue": 1 }, "c": { "type": "int" } } } } }`,
    reads: "param a: array = [1]\nparam b: int = <a parameter of the blueprint>\nparam c: int",
  },
  {
    name: "az keyvault show",
    text: JSON.stringify({ ...vault, properties: { networkAcls: null, x: "[text]" } }),
    reads: `deployed\n${kv} · {id: "${vault.id}", name: "kv", type: "${vaultType}", properties: {networkAcls: null, x: "[text]"}}`,
  },
  {
    name: "az keyvault list, other resources between",
    text: JSON.stringify([{ ...vault, type: "Microsoft.Web/sites" }, vault, 1]),
    reads: `deployed\n${kv} · {id: "${vault.id}", name: "kv", type: "${vaultType}", properties: not printed()}`,
  },
  {
    name: "rows of Resource Graph, in capitals and without type or name",
    text: JSON.stringify({ Count: 1, Data: [{ ID: vault.id, Properties: {} }] }),
    reads: `deployed\n${kv} · {ID: "${vault.id}", Properties: {}}`,
  },
  {
    name: "a page of a REST answer with a managed HSM",
    text: JSON.stringify({ value: [{ id: "/x", name: "hsm", type: "microsoft.keyvault/managedHSMs" }] }),
    reads: `deployed\nresource · hsm · "microsoft.keyvault/managedHSMs" · name "hsm" · {id: "/x", name: "hsm", type: "microsoft.keyvault/managedHSMs", properties: not printed()}`,
  },
  {
    name: "a secret of a vault is not a vault",
    text: JSON.stringify({ ...vault, type: `${vaultType}/secrets` }),
    reads: null,
  },
  {
    name: "a parameter file by its schema",
    text: `{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
      "parameters": { "Ips": { "value": ["[x]"] }, "password": { "reference": { "keyVault": { "id": "i" }, "secretName": "s" } }, "none": {} } }`,
    reads: `Ips = ["[x]"]\nsecret password = {keyVault: {id: "i"}, secretName: "s"}\nnone = <?>`,
  },
  {
    name: "a parameter file by its name",
    file: "main.parameters.json",
    text: `{ "parameters": { "a": { "value": 1, }, } }`,
    reads: "a = 1",
  },
];

test.each(examples)("reads $name", ({ file = "some.json", text, reads }) => {
  const { template, parameterFile, problems } = armSyntax.parse({ id: file, text });
  expect(problems).toEqual([]);
  const values = [...(parameterFile?.values ?? [])].map(
    ([name, { value, secret }]) => `${secret ? "secret " : ""}${name} = ${printExpression(value)}`,
  );
  expect(template ? printTemplate(template) : parameterFile ? values.join("\n") : null).toBe(reads);
});

test("comments are kept, with and without their ends", () => {
  const text = `// one\r\n{ /* two\n*/ "a": "// no", // three\n "b": 1 } /* four`;
  const { comments } = armSyntax.parse({ id: "a.json", text });
  expect(comments.map((comment) => comment.text)).toEqual([" one", " two\n", " three", " four"]);
  expect(comments.map(({ span }) => text.slice(span.start, span.end))).toEqual([
    "// one",
    "/* two\n*/",
    "// three",
    "/* four",
  ]);
});

test("labels are the values of names, quotes included", () => {
  const text = `{ "resources": [{ "type": "A.B/c", "apiVersion": "1", "name": "[variables('n')]" }] }`;
  const label = armSyntax.parse({ id: "a.json", text }).template?.resources[0]?.labelSpan;
  expect(label && text.slice(label.start, label.end)).toBe(`"[variables('n')]"`);
});

test.each([
  [`{"$schema":"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"`, true],
  [`{"$schema":"…/2019-04-01/deploymentParameters.json#"}`, true],
  [`[{"type":"microsoft.keyvault/vaults"}]`, true],
  [`{"name":"a package"}`, false],
])("%s looks like ARM: %s", (text, expected) => {
  expect(looksLikeArm(text)).toBe(expected);
});

test("a broken text says so, whatever it was to become", () => {
  const { template, parameterFile, problems } = armSyntax.parse({
    id: "a.json",
    text: `{ "$schema": "deploym`,
  });
  expect([template, parameterFile]).toEqual([null, null]);
  expect(problems.map(({ fault }) => fault)).toEqual([
    { kind: "unterminated-string" },
    { kind: "expected-token", token: "}" },
  ]);
});

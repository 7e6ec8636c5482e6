import { describe, expect, test } from "vitest";
import { runInMemory } from "../support/memory-cli.ts";

const schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";

const templateOf = (members: object): string => JSON.stringify({ $schema: schema, ...members }, null, 2);

const azapi = (type: string, above = 'variable "t" {}\n'): string =>
  `${above}resource "azapi_resource" "kv" {
  type      = ${type}
  name      = "kv"
  parent_id = "/subscriptions/s/resourceGroups/rg"
  body      = { properties = { networkAcls = { bypass = "None", defaultAction = "Allow" } } }
}
`;

const resource = (type: string): object => ({
  ...{ type, apiVersion: "2023-07-01", name: "kv" },
  properties: { networkAcls: { bypass: "None", defaultAction: "Allow" } },
});

const nested = (properties: object): object => ({
  ...{ type: "Microsoft.Resources/deployments", apiVersion: "2022-09-01", name: "n" },
  properties: { mode: "Incremental", ...properties },
});

const vaults = "Microsoft.KeyVault/vaults";
const local = `locals {\n  t = "${vaults}"\n}\n`;

const open: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "azapi: type of a local": { "main.tf": azapi('"${local.t}@2023-07-01"', local) },
  "azapi: type of a function": { "main.tf": azapi('format("%s@%s", local.t, "2023-07-01")', local) },
  "azapi: type of a default": {
    "main.tf": azapi("var.t", `variable "t" {\n  default = "${vaults}@2023-07-01"\n}\n`),
  },
  "azapi: type of a module's argument": {
    "main.tf": `module "m" {\n  source = "./m"\n  t      = "${vaults}@2023-07-01"\n}\n`,
    "m/main.tf": azapi("var.t"),
  },
  "ARM: type of a variable": {
    "main.json": templateOf({ variables: { t: vaults }, resources: [resource("[variables('t')]")] }),
  },
  "ARM: resources of a variable": {
    "main.json": templateOf({ variables: { r: [resource(vaults)] }, resources: "[variables('r')]" }),
  },
  "ARM: resources of a nested template, of the outer one's variable": {
    "main.json": templateOf({
      variables: { r: [resource(vaults)] },
      resources: [nested({ template: { $schema: schema, resources: "[variables('r')]" } })],
    }),
  },
  "ARM: resources of a nested template, of its own variable": {
    "main.json": templateOf({
      resources: [
        nested({
          expressionEvaluationOptions: { scope: "inner" },
          template: { $schema: schema, variables: { r: [resource(vaults)] }, resources: "[variables('r')]" },
        }),
      ],
    }),
  },
  "ARM: one resource of a variable": {
    "main.json": templateOf({
      variables: { r: resource(vaults) },
      resources: [nested({ template: { $schema: schema, resources: ["[variables('r')]"] } })],
    }),
  },
  "ARM: type of a deployment": {
    "main.json": templateOf({
      variables: { t: "Microsoft.Resources/deployments" },
      resources: [
        {
          ...nested({ template: { $schema: schema, resources: [resource(vaults)] } }),
          type: "[variables('t')]",
        },
      ],
    }),
  },
};

test.each(Object.entries(open))("a vault is reported whatever makes it: %s", (_, files) => {
  const { status, report } = runInMemory(files);
  expect(report.findings.map(({ code }) => code)).toContain("KV101");
  expect(report.unread).toEqual([]);
  expect(status).toBe(1);
});

const parameters = { t: { type: "string" }, r: { type: "array" } };

const unknown: Readonly<Record<string, readonly [line: number, Readonly<Record<string, string>>]>> = {
  "azapi: a variable": [2, { "main.tf": azapi("var.t") }],
  "azapi: a variable and a version": [2, { "main.tf": azapi('"${var.t}@2023-07-01"') }],
  "azapi: a kind of key vaults": [2, { "main.tf": azapi('"Microsoft.KeyVault/${var.t}@2023-07-01"') }],
  "azapi: vaults or something else": [
    2,
    { "main.tf": azapi(`var.t == "kv" ? "${vaults}@2023-07-01" : "Microsoft.Web/sites@2023-01-01"`) },
  ],
  "azapi: an update": [2, { "main.tf": azapi("var.t").replace("azapi_resource", "azapi_update_resource") }],
  "ARM: a parameter": [
    15,
    { "main.json": templateOf({ parameters, resources: [resource("[parameters('t')]")] }) },
  ],
  "ARM: an expression of a parameter": [
    15,
    {
      "main.json": templateOf({
        parameters,
        resources: [resource("[concat('Microsoft.', parameters('t'))]")],
      }),
    },
  ],
  "ARM: resources": [11, { "main.json": templateOf({ parameters, resources: "[parameters('r')]" }) }],
  "ARM: resources of a nested template": [
    20,
    {
      "main.json": templateOf({
        parameters,
        resources: [nested({ template: { $schema: schema, resources: "[parameters('r')]" } })],
      }),
    },
  ],
  "ARM: one resource": [12, { "main.json": templateOf({ parameters, resources: ["[parameters('r')[0]]"] }) }],
  "Bicep: resources of an embedded template": [
    2,
    {
      "main.bicep":
        "param r array\nresource d 'Microsoft.Resources/deployments@2024-03-01' = {\n  name: 'd'\n  properties: { mode: 'Incremental', template: { resources: r } }\n}\n",
    },
  ],
};

test.each(Object.entries(unknown))("what may be a vault is not passed over: %s", (_, [line, files]) => {
  const { status, report } = runInMemory(files);
  expect(report.unread).toMatchObject([{ kind: "resource", reason: "type not known", line }]);
  expect(report.findings.map((each) => [each.code, each.line])).toEqual([["KV904", line]]);
  expect(status).toBe(2);
});

describe("nothing is said of what is certainly no vault", () => {
  test.each(
    Object.entries({
      "azapi: another provider": { "main.tf": azapi('"Microsoft.Storage/${var.t}@2023-01-01"') },
      "azapi: what is in a vault": { "main.tf": azapi('"Microsoft.KeyVault/vaults/secrets@${var.t}"') },
      "azapi: one of two others": {
        "main.tf": azapi(
          'var.t == "a" ? "Microsoft.Web/sites@2023-01-01" : "Microsoft.Web/sites/slots@2023-01-01"',
        ),
      },
      "azapi: not created": { "main.tf": azapi("var.t\n  count     = 0") },
      "azapi: looked up": { "main.tf": azapi("var.t").replace("resource", "data") },
      "ARM: another provider": {
        "main.json": templateOf({
          parameters,
          resources: [resource("[concat('Microsoft.Web/', parameters('t'))]")],
        }),
      },
      "ARM: not created": {
        "main.json": templateOf({
          parameters,
          resources: [{ ...resource("[parameters('t')]"), condition: false }],
        }),
      },
      "Bicep, which refuses it": {
        "main.bicep": "param t string\nresource kv '${t}@2023-07-01' = {\n  name: 'kv'\n}\n",
      },
      "ARM: no resources": {
        "main.json": templateOf({ variables: { r: [] }, resources: "[variables('r')]" }),
      },
    }),
  )("%s", (_, files) => {
    const { status, report } = runInMemory(files);
    expect([status, report.unread, report.findings]).toEqual([0, [], []]);
  });
});

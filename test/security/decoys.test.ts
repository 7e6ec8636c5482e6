import { describe, expect, test } from "vitest";
import { type MemoryFiles, runInMemory } from "../support/memory-cli.ts";

const schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";
const template = (resources: readonly object[], parameters: object = {}): string =>
  JSON.stringify({ $schema: schema, contentVersion: "1.0.0.0", parameters, resources });

/** A vault that is open unless the value of a parameter is replaced. */
const open = {
  bicep: `param action string = 'Allow'\nresource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {\n  name: 'kv-prod'\n  location: 'w'\n  properties: { tenantId: tenant().tenantId, networkAcls: { bypass: 'None', defaultAction: action } }\n}\n`,
  json: template(
    [
      {
        ...{ type: "Microsoft.KeyVault/vaults", apiVersion: "2026-02-01", name: "kv-prod", location: "w" },
        properties: {
          tenantId: "t",
          networkAcls: { bypass: "None", defaultAction: "[parameters('action')]" },
        },
      },
    ],
    { action: { type: "string", defaultValue: "Allow" } },
  ),
  azapi: `variable "action" {\n  default = "Allow"\n}\nresource "azapi_resource" "kv" {\n  type = "Microsoft.KeyVault/vaults@2026-02-01"\n  name = "kv-prod"\n  body = { properties = { networkAcls = { bypass = "None", defaultAction = var.action } } }\n}\n`,
  azurerm: `variable "action" {\n  default = "Allow"\n}\nresource "azurerm_key_vault" "kv" {\n  name = "kv-prod"\n  network_acls {\n    bypass         = "None"\n    default_action = var.action\n  }\n}\n`,
};
const provider = 'provider "azurerm" {\n  features {}\n}\n';

const inBicep = (path: string, head = "", loop = ""): string =>
  `${head}module m '${path}' = ${loop}{\n  name: 'm'\n  params: { action: 'Deny' }\n}${loop === "" ? "" : "]"}\n`;
const inTerraform = (path: string): string => `module "m" {\n  source = "${path}"\n  action = "Deny"\n}\n`;
const inJson = (relativePath: string): string =>
  template([
    {
      ...{ type: "Microsoft.Resources/deployments", apiVersion: "2022-09-01", name: "n" },
      properties: {
        mode: "Incremental",
        templateLink: { relativePath },
        parameters: { action: { value: "Deny" } },
      },
    },
  ]);

const decoys: Readonly<Record<string, MemoryFiles>> = {
  "beside it": { "prod/kv.bicep": open.bicep, "prod/zz.bicep": inBicep("kv.bicep") },
  "in another folder": { "prod/main.bicep": open.bicep, "zz/main.bicep": inBicep("../prod/main.bicep") },
  "above it": { "prod/kv.bicep": open.bicep, "zz.bicep": inBicep("prod/kv.bicep") },
  "in a loop": {
    "prod/kv.bicep": open.bicep,
    "zz.bicep": inBicep("prod/kv.bicep", "", "[for i in range(0, 2): ").replace("'m'", "'m${i}'"),
  },
  "that another one calls": {
    "prod/kv.bicep": open.bicep,
    "zz/a.bicep": inBicep("../prod/kv.bicep"),
    "zz/b.bicep": "module a 'a.bicep' = { name: 'a' }\n",
  },
  "and another one, which call each other": {
    "prod/kv.bicep": open.bicep,
    "zz/a.bicep": inBicep("../prod/kv.bicep", "module b 'b.bicep' = { name: 'b' }\n"),
    "zz/b.bicep": inBicep("../prod/kv.bicep", "module a 'a.bicep' = { name: 'a' }\n"),
  },
  "and one that never calls it": {
    "prod/kv.bicep": open.bicep,
    "zz/a.bicep": inBicep("../prod/kv.bicep"),
    "zz/b.bicep": "module m '../prod/kv.bicep' = if (false) { name: 'm' }\n",
  },
  "of ARM JSON": { "prod/kv.json": open.json, "zz/main.json": inJson("../prod/kv.json") },
  "of a folder with a provider": {
    "prod/main.tf": provider + open.azurerm,
    "zz/main.tf": inTerraform("../prod"),
  },
  "of a folder of azapi": { "prod/main.tf": open.azapi, "zz/main.tf": inTerraform("../prod") },
};

describe("a caller that gives closed values", () => {
  test.each(Object.entries(decoys))("%s", (_, files) => {
    const { status, report } = runInMemory(files);
    expect(report.findings.filter(({ code }) => code === "KV101")).toMatchObject([{ severity: "warning" }]);
    expect(status).toBe(1);
  });

  test.each<[string, MemoryFiles]>([
    [
      "Bicep that needs a name",
      {
        "modules/kv.bicep": `param name string\n${open.bicep}`,
        "main.bicep": inBicep("modules/kv.bicep").replace("{ action", "{ name: 'kv', action"),
      },
    ],
    [
      "azurerm",
      { "modules/kv/main.tf": open.azurerm, "live/main.tf": provider + inTerraform("../modules/kv") },
    ],
  ])("is the only thing that a module is: %s", (_, files) => {
    const { status, report } = runInMemory(files);
    expect(report.findings).toEqual([]);
    expect(runInMemory(files, "vaults").report.vaults).toHaveLength(1);
    expect(status).toBe(0);
  });

  const file = (rules: object): string => JSON.stringify({ version: 1, rules });
  const call: MemoryFiles = { "zz/main.bicep": "module m '../prod/main.bicep' = { name: 'm' }\n" };
  const inFolder: MemoryFiles = { "zz/main.tf": 'module "m" {\n  source = "../prod"\n}\n' };
  const linked: MemoryFiles = {
    "zz/main.json": inJson("../prod/main.json").replace(
      '"parameters":{"action":{"value":"Deny"}}',
      '"debugSetting":{}',
    ),
  };

  test.each<[string, MemoryFiles]>([
    ["Bicep", { "prod/main.bicep": open.bicep, ...call }],
    ["ARM JSON", { "prod/main.json": open.json, ...linked }],
    ["azurerm", { "prod/main.tf": open.azurerm, ...inFolder }],
    ["azurerm with a provider", { "prod/main.tf": provider + open.azurerm, ...inFolder }],
    ["azapi", { "prod/main.tf": open.azapi, ...inFolder }],
  ])("without values turns nothing off for it by its own access file: %s", (_, files) => {
    expect(runInMemory(files).status).toBe(1);
    for (const rules of [{ KV101: "off" }, { KV101: "hint" }]) {
      const { status, report } = runInMemory({ ...files, "zz/.keyvault-access.jsonc": file(rules) });
      expect(status).toBe(1);
      expect(report.findings.filter(({ severity }) => severity === "warning")).toMatchObject([
        { code: "KV101" },
      ]);
    }
    // One that is in force for both decides for both.
    expect(runInMemory({ ...files, ".keyvault-access.jsonc": file({ KV101: "off" }) }).status).toBe(0);
  });

  test("a module that is called with its own values is one vault", () => {
    const files = { "kv.bicep": open.bicep, "main.bicep": "module m 'kv.bicep' = { name: 'm' }\n" };
    expect(runInMemory(files, "vaults").report.vaults).toMatchObject([{ exposure: "public" }]);
  });
});

import { describe, expect, it } from "vitest";
import { analyze, reportVaults } from "../../server/src/core/index.ts";
import { filesInMemory } from "../support/files-in-memory.ts";

type Files = Readonly<Record<string, string>>;

/** What views call the vaults of files whose names are not known, by the first file. */
function called(files: Files): readonly (string | null)[] {
  const [first = ""] = Object.keys(files);
  const root = first.endsWith(".tf") ? first.slice(0, first.lastIndexOf("/") + 1) : first;
  const { worlds } = analyze({ root, files: filesInMemory(files) });
  return reportVaults(worlds).map(({ namedBy }) => namedBy);
}

const bicep = (name: string): string =>
  `param environment string
param suffix string
resource keyVault 'Microsoft.KeyVault/vaults@2024-11-01' = { name: ${name}, location: 'x', properties: {} }`;
const arm = (name: string): string =>
  JSON.stringify({
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    parameters: { environment: { type: "string" }, suffix: { type: "string" } },
    resources: [
      { type: "Microsoft.KeyVault/vaults", apiVersion: "2024-11-01", name, location: "x", properties: {} },
    ],
  });
const variables = 'variable "environment" { type = string }\nvariable "suffix" { type = string }\n';
const azurerm = (name: string): string =>
  `${variables}resource "azurerm_key_vault" "this" { name = ${name} }`;
const azapi = (name: string): string =>
  `${variables}resource "azapi_resource" "this" {
  type = "Microsoft.KeyVault/vaults@2024-11-01"
  name = ${name}
  body = { properties = {} }
}`;

describe("a vault whose name is not known", () => {
  it.each<[Files, string | null]>([
    [
      { "/main.bicep": bicep("'dp-be-${environment}-kv-${uniqueString(resourceGroup().id)}'") },
      "dp-be-<environment>-kv-<13>",
    ],
    [
      {
        "/main.json": arm(
          "[format('{0}-kv-{1}', parameters('environment'), uniqueString(resourceGroup().id))]",
        ),
      },
      "<environment>-kv-<13>",
    ],
    [{ "/main.json": arm("[concat('kvshop', parameters('environment'))]") }, "kvshop<environment>"],
    [{ "/main.tf": azurerm('"kv-shop-${var.environment}"') }, "kv-shop-<environment>"],
    [{ "/main.tf": azapi('"kv-shop-${var.environment}"') }, "kv-shop-<environment>"],
    [{ "/main.json": arm("[parameters('environment')]") }, "environment"],
  ])("is called by the pattern of its name, or by the parameter that it is: %#", (files, name) => {
    expect(called(files)).toEqual([name]);
  });

  it("is called by the call that creates it where no more than a letter or two of its name is written", () => {
    const main = `param name string\nmodule environmentKeyVault 'kv.bicep' = { name: 'x', params: { environment: name, suffix: name } }`;
    expect(called({ "/main.bicep": main, "/kv.bicep": bicep("'kv${suffix}'") })).toEqual([
      "environmentKeyVault › keyVault",
    ]);
    const tf = `variable "name" { type = string }\nmodule "vault" {\n  source = "./kv"\n  environment = var.name\n  suffix = var.name\n}`;
    expect(called({ "/main.tf": tf, "/kv/main.tf": azurerm("var.suffix") })).toEqual(["vault › this"]);
  });

  it("keeps its symbol where that says all", () => {
    expect(called({ "/main.bicep": bicep("environment") })).toEqual([null]);
    expect(called({ "/main.tf": azurerm("var.environment") })).toEqual([null]);
  });
});

import { expect, it } from "vitest";
import { type Analysis, analyze, type Files } from "../../server/src/core/index.ts";
import { consumersOf } from "../../server/src/core/services/consumers/find-consumers.ts";
import { reportConsumers } from "../scenarios/consumers.ts";

/** App settings of which only a part is known: what is certainly there makes a consumer, what may be replaced one that may be. */
const bicep = (settings: string): string => `
param flag bool
param more object
resource kv 'Microsoft.KeyVault/vaults@2024-11-01' = { name: 'kv' }
var common = [{ name: 'key', value: '@Microsoft.KeyVault(VaultName=\${kv.name};SecretName=s)' }]
resource site 'Microsoft.Web/sites@2024-01-01' = {
  name: 'site'
  ${settings}
}`;

const inConfig = (properties: string): string =>
  bicep(`resource config 'config' = { name: 'appsettings', properties: ${properties} }`);

const json = (settings: string): string =>
  JSON.stringify({
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    parameters: { flag: { type: "bool" }, more: { type: "object" } },
    variables: { common: [{ name: "key", value: "@Microsoft.KeyVault(VaultName=kv;SecretName=s)" }] },
    resources: [
      { type: "Microsoft.KeyVault/vaults", apiVersion: "2024-11-01", name: "kv" },
      {
        type: "Microsoft.Web/sites",
        apiVersion: "2024-01-01",
        name: "site",
        properties: { siteConfig: { appSettings: settings } },
      },
    ],
  });

const terraform = (settings: string): string => `
variable "flag" { type = bool }
variable "more" { type = map(string) }
resource "azurerm_key_vault" "kv" { name = "kv" }
locals { reference = "@Microsoft.KeyVault(VaultName=\${azurerm_key_vault.kv.name};SecretName=s)" }
resource "azurerm_linux_web_app" "site" {
  name         = "site"
  app_settings = ${settings}
}`;

it.each([
  [
    "Bicep, concat with a choice",
    "bicep",
    bicep(
      "properties: { siteConfig: { appSettings: concat(common, flag ? [] : [{ name: 'a', value: 'b' }]) } }",
    ),
    "yes",
  ],
  [
    "Bicep, a spread choice",
    "bicep",
    bicep("properties: { siteConfig: { appSettings: [...common, ...(flag ? [] : common)] } }"),
    "yes",
  ],
  [
    "Bicep, union with what may replace it",
    "bicep",
    inConfig("union({ key: common[0].value }, more)"),
    "maybe",
  ],
  ["Bicep, a spread that may replace it", "bicep", inConfig("{ key: common[0].value, ...more }"), "maybe"],
  ["Bicep, union before it", "bicep", inConfig("union(more, { key: common[0].value })"), "yes"],
  [
    "ARM JSON, concat with a choice",
    "json",
    json(
      "[concat(variables('common'), if(parameters('flag'), createArray(), createArray(createObject('name', 'a', 'value', 'b'))))]",
    ),
    "yes",
  ],
  [
    "ARM JSON, union with an unknown list",
    "json",
    json("[union(variables('common'), parameters('more').list)]"),
    "yes",
  ],
  [
    "Terraform, a choice",
    "tf",
    terraform(`merge({ key = local.reference }, var.flag ? {} : { a = "b" })`),
    "yes",
  ],
  [
    "Terraform, a loop with other keys",
    "tf",
    terraform(
      `merge({ key = local.reference }, { for k, v in var.more : "INFO_\${upper(k)}" => v if v != "" })`,
    ),
    "yes",
  ],
  [
    "Terraform, merge with what may replace it",
    "tf",
    terraform("merge({ key = local.reference }, var.more)"),
    "maybe",
  ],
  ["Terraform, merge before it", "tf", terraform("merge(var.more, { key = local.reference })"), "yes"],
])("%s", (_, extension, text, exists) => {
  for (const { network } of worldsOf(extension, text))
    expect(consumersOf(network).map((each) => [each.resource.symbol, each.exists.truth])).toEqual([
      [expect.stringMatching(/site|config|appsettings/), exists],
    ]);
});

it.each([
  ["flag", "maybe"],
  ["true", "yes"],
])("exists as the worlds say where `%s` decides: %s", (condition, exists) => {
  const worlds = worldsOf(
    "bicep",
    `param flag bool
resource kv 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv'
  properties: { networkAcls: { defaultAction: flag ? 'Allow' : 'Deny' } }
}
resource site 'Microsoft.Web/sites@2024-01-01' = if (${condition}) {
  name: 'site'
  properties: {
    siteConfig: { appSettings: [{ name: 'key', value: '@Microsoft.KeyVault(VaultName=kv;SecretName=s)' }] }
  }
}`,
  );
  expect(worlds).toHaveLength(2);
  expect(reportConsumers(worlds).map((each) => each.exists)).toEqual([exists]);
});

function worldsOf(extension: string, text: string): Analysis["worlds"] {
  const root = `/test/main.${extension}`;
  const files: Files = {
    get: (id) => (id === root ? { id, text } : null),
    resolve: (_from, path) => path,
    list: () => [root],
  };
  const { worlds, problems } = analyze({ root, files });
  expect(problems).toEqual([]);
  return worlds;
}

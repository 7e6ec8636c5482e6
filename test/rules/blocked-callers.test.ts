import { expect, test } from "vitest";
import { analyze, type Files } from "../../server/src/core/index.ts";
import { check } from "../../server/src/core/workspace/check.ts";
import { titleOf } from "../support/said.ts";

const vault = `resource "azurerm_key_vault" "kv" {
  name = "kv"
}
`;
const network = `resource "azurerm_virtual_network" "vnet" {
  name          = "vnet"
  address_space = ["10.0.0.0/16"]
}

resource "azurerm_subnet" "app" {
  name                 = "app"
  virtual_network_name = azurerm_virtual_network.vnet.name
  address_prefixes     = ["10.0.0.0/24"]
  service_endpoints    = ["Microsoft.KeyVault"]
}
`;
const secret = `resource "azurerm_key_vault_secret" "db" {
  name         = "db"
  value        = "x"
  key_vault_id = azurerm_key_vault.kv.id
}
`;
const app = `resource "azurerm_linux_web_app" "site" {
  name                      = "site"
  virtual_network_subnet_id = azurerm_subnet.app.id
  app_settings = {
    DB = "@Microsoft.KeyVault(SecretUri=\${azurerm_key_vault.kv.vault_uri}secrets/db)"
  }
}
`;

test("a fix that closes a vault names the callers declared here that it blocks", () => {
  expect(titlesOf(vault + network + secret + app)).toEqual([
    "Set default_action to 'Deny' (blocks callers that are not listed, including 'azurerm_linux_web_app.site' and the machine that runs Terraform)",
    "Turn on the firewall and keep allowing subnet vnet/app (blocks the machine that runs Terraform)",
    "Set public_network_access_enabled to false (blocks all public addresses, including 'azurerm_linux_web_app.site' and the machine that runs Terraform)",
  ]);
});

test("a fix that blocks no declared caller names none", () => {
  expect(titlesOf(vault + network).filter((title) => title.includes("including"))).toEqual([]);
});

const reference = "@Microsoft.KeyVault(VaultName=kv;SecretName=db)";
const bicep = `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  properties: {}
}

resource site 'Microsoft.Web/sites@2024-01-01' = {
  name: 'site'
  properties: { siteConfig: { appSettings: [{ name: 'DB', value: '${reference}' }] } }
}
`;
const json = JSON.stringify({
  $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  contentVersion: "1.0.0.0",
  resources: [
    { type: "Microsoft.KeyVault/vaults", apiVersion: "2026-02-01", name: "kv", properties: {} },
    {
      type: "Microsoft.Web/sites",
      apiVersion: "2024-01-01",
      name: "site",
      properties: { siteConfig: { appSettings: [{ name: "DB", value: reference }] } },
    },
  ],
});

test.each([
  ["/main.bicep", bicep],
  ["/main.json", json],
])("so it does in %s", (id, text) => {
  expect(titlesOf(text, id).filter((title) => title.endsWith("including 'site')"))).toHaveLength(2);
});

function titlesOf(text: string, id = "/main.tf"): readonly string[] {
  const document = { id, text };
  const files: Files = {
    get: (id) => (id === document.id ? document : null),
    resolve: (_from, to) => `/${to}`,
    list: () => [document.id],
  };
  const found = check(analyze({ root: document.id, files })).find(({ code }) => code === "KV101");
  return found?.fixes().map(titleOf) ?? [];
}

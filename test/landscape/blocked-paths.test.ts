import { expect, it } from "vitest";
import type { Texts } from "../support/files-in-memory.ts";
import { analysesAlone, analysesOf, findingLines } from "./workspace.ts";

const vault = (rules: string): string => `resource "azurerm_key_vault" "kv" {
  name                = "kv-shared"
  resource_group_name = "rg"
  network_acls {
    default_action             = "Deny"
    bypass                     = "None"
    virtual_network_subnet_ids = [${rules}]
  }
}
`;

const network = `resource "azurerm_virtual_network" "vnet" {
  name                = "vnet"
  resource_group_name = "rg"
  address_space       = ["10.0.0.0/16"]
}
resource "azurerm_subnet" "app" {
  name                 = "app"
  resource_group_name  = "rg"
  virtual_network_name = azurerm_virtual_network.vnet.name
  address_prefixes     = ["10.0.0.0/24"]
  service_endpoints    = ["Microsoft.KeyVault"]
}
resource "azurerm_network_security_group" "nsg" {
  name                = "nsg"
  resource_group_name = "rg"
  security_rule {
    name                       = "deny-all"
    priority                   = 4096
    direction                  = "Outbound"
    access                     = "Deny"
    protocol                   = "*"
    source_address_prefix      = "*"
    source_port_range          = "*"
    destination_address_prefix = "*"
    destination_port_range     = "*"
  }
}
resource "azurerm_subnet_network_security_group_association" "app" {
  subnet_id                 = azurerm_subnet.app.id
  network_security_group_id = azurerm_network_security_group.nsg.id
}
`;

const app = `resource "azurerm_linux_web_app" "site" {
  name                      = "site"
  virtual_network_subnet_id = azurerm_subnet.app.id
  app_settings = { S = "@Microsoft.KeyVault(SecretUri=https://kv-shared.vault.azure.net/secrets/s)" }
  site_config {
    vnet_route_all_enabled = true
  }
}
`;

const lookup = `data "azurerm_subnet" "app" {
  name                 = "app"
  virtual_network_name = "vnet"
  resource_group_name  = "rg"
}
`;

const codes = ["KV307", "KV501"];
const blocked = (root: string): string =>
  `${root} KV307 warning ${root}main.tf: Rule deny-all of azurerm_network_security_group.nsg denies subnet`;

it("an app whose subnet blocks it is reported at the rule, with the vault in another root", () => {
  const texts: Texts = { "/app/main.tf": network + app, "/vault/main.tf": vault("") };
  const [finding, ...others] = findingLines(analysesOf(texts), ...codes);
  expect(finding).toContain(blocked("/app/"));
  expect(others).toEqual([]);
  expect(findingLines(analysesAlone(texts), ...codes)).toEqual([]);
});

it("a subnet that a vault lists is reported at that rule where its own root knows nothing of the vault", () => {
  const texts: Texts = {
    "/network/main.tf": network,
    "/vault/main.tf": lookup + vault("data.azurerm_subnet.app.id"),
  };
  expect(findingLines(analysesOf(texts), ...codes)).toEqual([
    "/vault/ KV307 warning /vault/main.tf: Rule deny-all of azurerm_network_security_group.nsg denies subnet vnet/app access to 'kv-shared'.",
  ]);
  expect(findingLines(analysesAlone(texts), ...codes)).toEqual([]);
});

it("an app that is reported in its own root is not reported again where the vault is declared", () => {
  const texts: Texts = {
    "/app/main.tf": network + app,
    "/vault/main.tf": lookup + vault("data.azurerm_subnet.app.id"),
  };
  const lines = findingLines(analysesOf(texts), ...codes);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(blocked("/app/"));
});

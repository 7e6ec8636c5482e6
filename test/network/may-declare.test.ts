import { describe, expect, it } from "vitest";
import { analyze } from "../../server/src/core/index.ts";
import { mayDeclareAbout } from "../../server/src/core/network/may-declare.ts";
import { filesInMemory } from "../support/files-in-memory.ts";

const vault = `resource "azurerm_key_vault" "kv" {
  name                = "kv-\${var.stage}"
  resource_group_name = "rg"
}
resource "azurerm_subnet" "app" {
  name                 = "app"
  virtual_network_name = azurerm_virtual_network.main.name
  resource_group_name  = "rg"
}
resource "azurerm_virtual_network" "main" {
  name                = "net"
  resource_group_name = "rg"
}
variable "stage" {}
variable "anything" {}
variable "names" {
  type = list(string)
}
data "azurerm_client_config" "current" {}
module "other" {
  source = "contoso/other/azurerm"
}
locals {
  vaults = { main = azurerm_key_vault.kv }
  name   = azurerm_key_vault.kv.name
  all    = { nested = [{ id = azurerm_key_vault.kv.id }] }
}
`;

/** Whether a module with these arguments may declare something about the vault, and about the network. */
function mayDeclare(given: string): readonly [vault: boolean, network: boolean] {
  const call = `module "extras" {\n  source = "contoso/extras/azurerm"\n${given}\n}\n`;
  const files = filesInMemory({ "/w/main.tf": vault + call });
  const [world] = analyze({ root: "/w/", files }).worlds;
  const [kv] = world?.network.vaults ?? [];
  const [net] = world?.network.virtualNetworks ?? [];
  if (!world || !kv || !net) throw new Error("The template declares a vault and a network.");
  return [mayDeclareAbout(world.network, kv), mayDeclareAbout(world.network, net)];
}

describe("a module that cannot be read may declare something about the vault", () => {
  it.each([
    ["that it is given", "vault = azurerm_key_vault.kv"],
    ["whose id it is given", "id = azurerm_key_vault.kv.id"],
    ["whose address it is given", "uri = azurerm_key_vault.kv.vault_uri"],
    ["whose name it is given by a local", "name = local.name"],
    ["whose name it is given by its pieces", 'name = "kv-${var.stage}"'],
    ["whose ID is part of a longer string", 'text = "id=${azurerm_key_vault.kv.id};"'],
    ["that is deep inside of what it is given", "all = local.all"],
    ["that is one of several", "vaults = local.vaults"],
    ["that is one of two", "id = var.anything ? azurerm_key_vault.kv.id : null"],
    ["that it waits for", "depends_on = [azurerm_key_vault.kv]"],
    ["of which only the deployment knows a part", "id = azurerm_key_vault.kv.timeouts"],
    ["when what it is given is not evaluated", "id = bcrypt(var.anything)"],
  ])("%s", (_, given) => {
    expect(mayDeclare(given)[0]).toBe(true);
  });
});

describe("a module that cannot be read does not affect the vault", () => {
  it.each([
    ["when it is given nothing", ""],
    ["when it is given something else", 'suffix = ["app"]\nstage = var.stage'],
    ["when it is given values of the root alone", "a = var.anything\nb = var.names"],
    ["when it is given what is looked up", "tenant = data.azurerm_client_config.current.tenant_id"],
    ["when it is given what another module makes", "id = module.other.id"],
    ["when a longer word holds the name", 'name = "my-kv-${var.stage}-2"'],
  ])("%s", (_, given) => {
    expect(mayDeclare(given)[0]).toBe(false);
  });
});

describe("a module that is given a network may declare something about it, not about the vault", () => {
  it.each([
    ["by its id", "network = azurerm_virtual_network.main.id"],
    ["by a subnet of it", "subnet = azurerm_subnet.app.id"],
    ["by its name", 'network = "net"'],
  ])("%s", (_, given) => {
    expect(mayDeclare(given)).toEqual([false, true]);
  });
});

it("a syntax error may hide anything", () => {
  const files = filesInMemory({ "/w/main.tf": vault, "/w/broken.tf": 'resource "x" {' });
  const [world] = analyze({ root: "/w/", files }).worlds;
  expect(world?.network.vaults.map((kv) => mayDeclareAbout(world.network, kv))).toEqual([true]);
});

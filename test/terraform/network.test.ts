import { expect, it } from "vitest";
import { analyzeFolder } from "./workspace.ts";

it("private endpoints, zones and links find each other", () => {
  const { worlds } = analyzeFolder({
    "main.tf": `
resource "azurerm_key_vault" "kv" {
  name                = "kv"
  resource_group_name = "rg"
}
resource "azurerm_virtual_network" "hub" {
  name                = "hub"
  resource_group_name = "rg"
  dns_servers         = ["10.0.0.4"]
}
resource "azurerm_subnet" "pe" {
  name                 = "pe"
  resource_group_name  = "rg"
  virtual_network_name = azurerm_virtual_network.hub.name
}
resource "azurerm_private_dns_zone" "vault" {
  name                = "privatelink.vaultcore.azure.net"
  resource_group_name = "rg"
}
resource "azurerm_private_dns_zone_virtual_network_link" "hub" {
  name                  = "hub"
  resource_group_name   = "rg"
  private_dns_zone_name = azurerm_private_dns_zone.vault.name
  virtual_network_id    = azurerm_virtual_network.hub.id
}
resource "azurerm_private_endpoint" "kv" {
  name                = "pe-kv"
  resource_group_name = "rg"
  subnet_id           = azurerm_subnet.pe.id
  private_service_connection {
    name                           = "kv"
    is_manual_connection           = true
    private_connection_resource_id = azurerm_key_vault.kv.id
    subresource_names              = ["vault"]
  }
  private_dns_zone_group {
    name                 = "default"
    private_dns_zone_ids = [azurerm_private_dns_zone.vault.id]
  }
}
`,
  });
  const network = worlds[0]?.network;
  const [endpoint] = network?.privateEndpoints ?? [];
  const [connection] = endpoint?.connections ?? [];
  expect(connection?.vault).toMatchObject({ kind: "declared", to: { symbol: "azurerm_key_vault.kv" } });
  expect(connection?.manual).toBe("yes");
  expect(endpoint?.subnet).toMatchObject({ kind: "declared", to: { symbol: "azurerm_subnet.pe" } });
  const zone = network?.privateDnsZones[0]?.id;
  expect(
    endpoint?.zoneGroups.flatMap(({ zones }) => zones.items.map(({ field }) => print(field.value))),
  ).toEqual([print(zone)]);
  expect(
    network?.virtualNetworkLinks.map(({ zoneId, network: to }) => [print(zoneId), print(to.value)]),
  ).toEqual([[print(zone), print(network?.subnets[0]?.networkId)]]);
});

it.each([
  ["rbac_authorization_enabled = true", true],
  ["enable_rbac_authorization = true", true],
  ["enable_rbac_authorization = false\n  rbac_authorization_enabled = true", true],
  ["", undefined],
])("permissions by role are spelled as each version of the provider has it: %s", (written, expected) => {
  const { worlds } = analyzeFolder({ "main.tf": `resource "azurerm_key_vault" "kv" {\n  ${written}\n}\n` });
  const value = worlds[0]?.network.vaults[0]?.enableRbacAuthorization.value;
  expect(value?.kind === "known" ? value.value : undefined).toBe(expected);
});

/** An id without the places it comes from. */
function print(value: unknown): string {
  return JSON.stringify(value, (key, inner: unknown) => (key === "origin" ? undefined : inner));
}

import { describe, expect, it } from "vitest";
import { analyze, type Files, readSource, reportVerdicts } from "../../server/src/core/index.ts";

/** The verdict on a subnet at each vault. */
function answers(source: string, name: string, text: string): readonly string[] {
  const document = { id: `/main.${name}`, text };
  const files: Files = {
    get: (id) => (id === document.id ? document : null),
    resolve: (_from, path) => path,
    list: (folder) => (folder === "/" ? [document.id] : null),
  };
  const reading = readSource(source);
  if (!("source" in reading)) throw new Error(reading.fault.kind);
  return reportVerdicts(analyze({ root: document.id, files }).worlds, source, reading.source).map(
    ({ verdict, reason }) => `${verdict} ${reason}`,
  );
}

describe("a vault that is looked up by the name of another", () => {
  const bicep = (name: string): string => `param env string
param isProd bool
param prefix string
param location string
var short = { westeurope: 'we', eastus: 'eu' }
resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  properties: { subnets: [ { name: 'app', properties: { addressPrefix: '10.0.0.0/24' } } ] }
}
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: ${name}
  properties: { publicNetworkAccess: 'Disabled' }
}
resource again 'Microsoft.KeyVault/vaults@2026-02-01' existing = {
  name: ${name}
}
resource pe 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: 'pe'
  properties: {
    subnet: { id: vnet.properties.subnets[0].id }
    privateLinkServiceConnections: [ { name: 'kv', properties: { privateLinkServiceId: again.id, groupIds: ['vault'] } } ]
  }
}
`;

  it.each([
    "env == 'prod' ? 'kv-contoso' : 'kv-contoso-${env}'",
    "isProd ? 'kv-prod-1' : 'kv-dev-1'",
    "'kv-${isProd ? 'prod' : 'dev'}'",
    "'kv-${toLower(isProd ? 'PROD' : 'DEV')}'",
    "empty(prefix) ? 'kv-a' : 'kv-${prefix}'",
    "'kv-${short[location]}'",
    "'kv-${short[resourceGroup().location]}'",
  ])("is that one: %s", (name) => {
    expect(answers("subnet:app", "bicep", bicep(name))).toEqual([
      "allowed ALLOW_PRIVATE_ENDPOINT",
      "allowed ALLOW_PRIVATE_ENDPOINT",
    ]);
  });

  it("is perhaps another where the choices differ", () => {
    const text = bicep("isProd ? 'kv-1' : 'kv-2'").replace(
      "existing = {\n  name: isProd",
      "existing = {\n  name: env == 'prod'",
    );
    expect(answers("subnet:app", "bicep", text)[0]).not.toBe("allowed ALLOW_PRIVATE_ENDPOINT");
  });
});

describe("networks that a root declares", () => {
  const network = (symbol: string, name: string, group: string): string => `
resource "azurerm_virtual_network" "${symbol}" {
  name                = ${name}
  resource_group_name = ${group}
}
resource "azurerm_subnet" "${symbol}" {
  name                 = "snet"
  resource_group_name  = ${group}
  virtual_network_name = azurerm_virtual_network.${symbol}.name
  service_endpoints    = ["Microsoft.KeyVault"]
}
`;
  const vault = (open: boolean, subnet: string): string => `
resource "azurerm_key_vault" "kv" {
  name                          = "kv"
  resource_group_name           = "rg"
  public_network_access_enabled = ${String(open)}
  network_acls {
    default_action             = "Deny"
    bypass                     = "None"
    virtual_network_subnet_ids = [${subnet}]
  }
}
`;
  const variables = `variable "a" { type = string }\nvariable "b" { type = string }\n`;

  it("are two although they have one name, in groups that are not known", () => {
    const text =
      variables +
      network("one", '"vnet"', "var.a") +
      network("two", '"vnet"', "var.b") +
      vault(true, "azurerm_subnet.one.id");
    expect(answers("subnet:azurerm_subnet.one", "tf", text)).toEqual(["allowed ALLOW_SUBNET_RULE"]);
    expect(answers("subnet:azurerm_subnet.two", "tf", text)).toEqual(["denied DENY_DEFAULT_ACTION"]);
  });

  /** A private endpoint of the vault in a network, and its zone, which is linked to one. */
  const attached = (home: string, link = `azurerm_virtual_network.${home}.id`): string => `
resource "azurerm_private_dns_zone" "zone" {
  name                = "privatelink.vaultcore.azure.net"
  resource_group_name = "rg"
}
resource "azurerm_private_dns_zone_virtual_network_link" "link" {
  name                  = "link"
  resource_group_name   = "rg"
  private_dns_zone_name = azurerm_private_dns_zone.zone.name
  virtual_network_id    = ${link}
}
resource "azurerm_private_endpoint" "pe" {
  name                = "pe"
  resource_group_name = "rg"
  subnet_id           = azurerm_subnet.${home}.id
  private_dns_zone_group {
    name                 = "zones"
    private_dns_zone_ids = [azurerm_private_dns_zone.zone.id]
  }
  private_service_connection {
    name                           = "kv"
    private_connection_resource_id = azurerm_key_vault.kv.id
    is_manual_connection           = false
    subresource_names              = ["vault"]
  }
}
`;

  const linked = (link: string): string =>
    `${variables}${network("hub", "var.a", '"rg"')}${network("spoke", "var.b", '"rg"')}${vault(false, "")}
resource "azurerm_virtual_network_peering" "there" {
  name                      = "there"
  resource_group_name       = "rg"
  virtual_network_name      = azurerm_virtual_network.spoke.name
  remote_virtual_network_id = azurerm_virtual_network.hub.id
}
resource "azurerm_virtual_network_peering" "back" {
  name                      = "back"
  resource_group_name       = "rg"
  virtual_network_name      = azurerm_virtual_network.hub.name
  remote_virtual_network_id = azurerm_virtual_network.spoke.id
}
${attached("hub", link)}variable "linked" { type = string }
`;

  it.each([
    ["azurerm_virtual_network.spoke.id", "allowed ALLOW_PRIVATE_ENDPOINT"],
    ["azurerm_virtual_network.hub.id", "denied DENY_PUBLIC_ACCESS_DISABLED"],
    ["var.linked", "depends DEPENDS_PARAMETER"],
  ])("have zones of their own, whatever they are called: %s", (link, expected) => {
    expect(answers("subnet:azurerm_subnet.spoke", "tf", linked(link))).toEqual([expected]);
  });

  it.each([
    ["one", "depends DEPENDS_EXPRESSION"],
    ["two", "allowed ALLOW_PRIVATE_ENDPOINT"],
  ])("have DNS servers of their own, although they have one name: %s", (symbol, expected) => {
    const text = `${variables}${network("one", '"vnet"', "var.a")}${network("two", '"vnet"', "var.b")}`
      .replace('"vnet"', '"vnet"\n  dns_servers = ["10.9.9.9"]')
      .concat(vault(false, ""), attached(symbol));
    expect(answers(`subnet:azurerm_subnet.${symbol}`, "tf", text)).toEqual([expected]);
  });
});

describe("an id of another resource", () => {
  const vault = (access: boolean): string => `
resource "azurerm_key_vault" "kv" {
  name                          = "kv"
  resource_group_name           = "rg"
  public_network_access_enabled = ${String(access)}
}
`;

  it.each([
    ["azurerm_mssql_server.sql.id", "denied DENY_PUBLIC_ACCESS_DISABLED"],
    ["data.azurerm_search_service.search.id", "denied DENY_PUBLIC_ACCESS_DISABLED"],
    ['"${azurerm_mssql_server.sql.id}/databases/${var.target}"', "denied DENY_PUBLIC_ACCESS_DISABLED"],
    ["var.target", "depends DEPENDS_PARAMETER"],
  ])("is not that of a vault which an endpoint may connect to: %s", (target, expected) => {
    const text = `${vault(false)}
variable "target" { type = string }
resource "azurerm_mssql_server" "sql" { name = "sql" }
data "azurerm_search_service" "search" { name = "search" }
resource "azurerm_virtual_network" "vnet" {
  name                = "vnet"
  resource_group_name = "rg"
}
resource "azurerm_subnet" "app" {
  name                 = "app"
  resource_group_name  = "rg"
  virtual_network_name = azurerm_virtual_network.vnet.name
}
resource "azurerm_private_endpoint" "pe" {
  name                = "pe"
  resource_group_name = "rg"
  subnet_id           = azurerm_subnet.app.id
  private_service_connection {
    name                           = "x"
    private_connection_resource_id = ${target}
    is_manual_connection           = false
  }
}
`;
    expect(answers("subnet:app", "tf", text)).toEqual([expected]);
  });

  it.each([
    ["azurerm_cognitive_account.foundry.id", "allowed ALLOW_FIREWALL_OFF"],
    ["azurerm_eventhub_namespace.events[each.key].id", "allowed ALLOW_FIREWALL_OFF"],
    ["var.target", "depends DEPENDS_PARAMETER"],
  ])("is not that of a vault in a perimeter: %s", (target, expected) => {
    const text = `${vault(true)}
variable "target" { type = string }
resource "azurerm_cognitive_account" "foundry" { name = "foundry" }
resource "azurerm_eventhub_namespace" "events" {
  for_each = toset(["a/b", "c"])
  name     = each.key
}
resource "azurerm_network_security_perimeter" "nsp" {
  name                = "nsp"
  resource_group_name = "rg"
}
resource "azurerm_network_security_perimeter_profile" "p" {
  name                          = "p"
  network_security_perimeter_id = azurerm_network_security_perimeter.nsp.id
}
resource "azurerm_network_security_perimeter_association" "a" {
  for_each                              = toset(["a/b", "c"])
  name                                  = "a-\${each.key}"
  access_mode                           = "Enforced"
  network_security_perimeter_profile_id = azurerm_network_security_perimeter_profile.p.id
  resource_id                           = ${target}
}
`;
    expect(answers("internet", "tf", text)).toEqual([expected]);
  });
});

describe("a private endpoint that is looked up", () => {
  it.each([
    ["pe", "denied DENY_PUBLIC_ACCESS_DISABLED"],
    ["other", "depends DEPENDS_EXISTING"],
  ])("may connect to a vault if it is not declared: %s", (name, expected) => {
    const text = `
resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  properties: { subnets: [ { name: 'app', properties: { addressPrefix: '10.0.0.0/24' } } ] }
}
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  properties: { publicNetworkAccess: 'Disabled' }
}
resource storage 'Microsoft.Storage/storageAccounts@2024-01-01' = { name: 'storage' }
resource pe 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: 'pe'
  properties: {
    subnet: { id: vnet.properties.subnets[0].id }
    privateLinkServiceConnections: [ { name: 'x', properties: { privateLinkServiceId: storage.id, groupIds: ['blob'] } } ]
  }
}
resource again 'Microsoft.Network/privateEndpoints@2024-05-01' existing = {
  name: '${name}'
}
`;
    expect(answers("subnet:app", "bicep", text)).toEqual([expected]);
  });
});

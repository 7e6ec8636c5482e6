import { describe, expect, it } from "vitest";
import { judge } from "../../server/src/core/access/verdict.ts";
import { analyze } from "../../server/src/core/index.ts";
import { check } from "../../server/src/core/workspace/check.ts";
import { filesInMemory } from "../support/files-in-memory.ts";

/**
 * A private DNS zone whose name is not known may be the vault's or not; what is known of the name may rule that out. In each
 * syntax, a subnet asks a vault without public access, whose private endpoint is registered in that zone.
 */
interface Zone {
  readonly declared?: string;
  readonly name: string;
}

const bicep = ({ declared = "", name }: Zone): string => `${declared}
resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
    subnets: [{ name: 'app', properties: { addressPrefix: '10.0.0.0/24' } }]
  }
}
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  properties: { publicNetworkAccess: 'Disabled', networkAcls: { defaultAction: 'Deny', bypass: 'None' } }
}
resource dns 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: ${name}
  resource link 'virtualNetworkLinks' = { name: 'link', properties: { virtualNetwork: { id: vnet.id } } }
}
resource pe 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: 'pe'
  properties: {
    subnet: { id: vnet.properties.subnets[0].id }
    privateLinkServiceConnections: [{ name: 'c', properties: { privateLinkServiceId: kv.id, groupIds: ['vault'] } }]
  }
  resource group 'privateDnsZoneGroups' = {
    name: 'default'
    properties: { privateDnsZoneConfigs: [{ name: 'c', properties: { privateDnsZoneId: dns.id } }] }
  }
}
`;

const json = ({ declared = "", name }: Zone): string => `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  ${declared}
  "variables": { "zone": ${JSON.stringify(name)} },
  "resources": [
    {
      "type": "Microsoft.Network/virtualNetworks",
      "apiVersion": "2024-05-01",
      "name": "vnet",
      "properties": {
        "addressSpace": { "addressPrefixes": ["10.0.0.0/16"] },
        "subnets": [{ "name": "app", "properties": { "addressPrefix": "10.0.0.0/24" } }]
      }
    },
    {
      "type": "Microsoft.KeyVault/vaults",
      "apiVersion": "2026-02-01",
      "name": "kv",
      "properties": { "publicNetworkAccess": "Disabled", "networkAcls": { "defaultAction": "Deny", "bypass": "None" } }
    },
    { "type": "Microsoft.Network/privateDnsZones", "apiVersion": "2024-06-01", "name": "[variables('zone')]" },
    {
      "type": "Microsoft.Network/privateDnsZones/virtualNetworkLinks",
      "apiVersion": "2024-06-01",
      "name": "[concat(variables('zone'), '/link')]",
      "properties": { "virtualNetwork": { "id": "[resourceId('Microsoft.Network/virtualNetworks', 'vnet')]" } }
    },
    {
      "type": "Microsoft.Network/privateEndpoints",
      "apiVersion": "2024-05-01",
      "name": "pe",
      "properties": {
        "subnet": { "id": "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet', 'app')]" },
        "privateLinkServiceConnections": [
          {
            "name": "c",
            "properties": { "privateLinkServiceId": "[resourceId('Microsoft.KeyVault/vaults', 'kv')]", "groupIds": ["vault"] }
          }
        ]
      }
    },
    {
      "type": "Microsoft.Network/privateEndpoints/privateDnsZoneGroups",
      "apiVersion": "2024-05-01",
      "name": "pe/default",
      "properties": {
        "privateDnsZoneConfigs": [
          {
            "name": "c",
            "properties": { "privateDnsZoneId": "[resourceId('Microsoft.Network/privateDnsZones', variables('zone'))]" }
          }
        ]
      }
    }
  ]
}
`;

const around = `
resource "azurerm_virtual_network" "vnet" {
  name                = "vnet"
  resource_group_name = "rg"
  address_space       = ["10.0.0.0/16"]
}
resource "azurerm_subnet" "app" {
  name                 = "app"
  resource_group_name  = "rg"
  virtual_network_name = azurerm_virtual_network.vnet.name
  address_prefixes     = ["10.0.0.0/24"]
}
resource "azurerm_key_vault" "kv" {
  name                          = "kv"
  resource_group_name           = "rg"
  public_network_access_enabled = false
  network_acls {
    default_action = "Deny"
    bypass         = "None"
  }
}
resource "azurerm_private_endpoint" "pe" {
  name                = "pe"
  resource_group_name = "rg"
  subnet_id           = azurerm_subnet.app.id
  private_service_connection {
    name                           = "c"
    private_connection_resource_id = azurerm_key_vault.kv.id
    subresource_names              = ["vault"]
    is_manual_connection           = false
  }
  private_dns_zone_group {
    name                 = "default"
    private_dns_zone_ids = [ZONE.id]
  }
}
`;

const azurerm = ({ declared = "", name }: Zone): string => `${declared}
resource "azurerm_private_dns_zone" "zone" {
  name                = ${name}
  resource_group_name = "rg"
}
resource "azurerm_private_dns_zone_virtual_network_link" "link" {
  name                  = "link"
  resource_group_name   = "rg"
  private_dns_zone_name = azurerm_private_dns_zone.zone.name
  virtual_network_id    = azurerm_virtual_network.vnet.id
}
${around.replace("ZONE", "azurerm_private_dns_zone.zone")}`;

const azapi = ({ declared = "", name }: Zone): string => `${declared}
resource "azapi_resource" "zone" {
  type      = "Microsoft.Network/privateDnsZones@2024-06-01"
  name      = ${name}
  parent_id = "/subscriptions/s/resourceGroups/rg"
}
resource "azapi_resource" "link" {
  type      = "Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01"
  name      = "link"
  parent_id = azapi_resource.zone.id
  body      = { properties = { virtualNetwork = { id = azurerm_virtual_network.vnet.id } } }
}
${around.replace("ZONE", "azapi_resource.zone")}`;

const syntaxes = { bicep, json, azurerm, azapi } as const;
type Syntax = keyof typeof syntaxes;

/** The verdict about the subnet, and whether KV402 is reported. */
function answer(syntax: Syntax, zone: Zone): string {
  const root = `/main.${syntax === "bicep" || syntax === "json" ? syntax : "tf"}`;
  const analysis = analyze({ root, files: filesInMemory({ [root]: syntaxes[syntax](zone) }) });
  const verdicts = analysis.worlds.map(({ network }) => {
    const [vault] = network.vaults;
    const [subnet] = network.subnets;
    if (!vault || !subnet) throw new Error("nothing to ask");
    return judge(vault, network, { kind: "subnet", subnet }).verdict;
  });
  const isReported = check(analysis).some(({ code }) => code === "KV402");
  return [...new Set(verdicts), ...(isReported ? ["KV402"] : [])].join(" ");
}

const inArmParameters = '"parameters": { "zone": { "type": "string" } },';
const variable = 'variable "zone" { type = string }';

describe("a private DNS zone", () => {
  it.each<[Syntax, Zone]>([
    ["bicep", { declared: "param zone string", name: "zone" }],
    ["bicep", { declared: "param zone string", name: "'privatelink.${zone}'" }],
    ["json", { declared: inArmParameters, name: "[parameters('zone')]" }],
    ["azurerm", { declared: variable, name: "var.zone" }],
    ["azurerm", { declared: variable, name: '"${var.zone}.azure.net"' }],
    ["azapi", { declared: variable, name: "var.zone" }],
    [
      "azurerm",
      { declared: variable, name: 'lookup({ a = "privatelink.vaultcore.azure.net" }, var.zone, "c")' },
    ],
  ])("of a name that is not known leaves it undecided: %s %j", (syntax, zone) => {
    expect(answer(syntax, zone)).toBe("depends");
  });

  it.each<[Syntax, Zone]>([
    ["bicep", { declared: "param zone string", name: "'internal.${zone}'" }],
    ["bicep", { declared: "param zone string", name: "'${zone}.azurecr.io'" }],
    ["json", { declared: inArmParameters, name: "[concat('x.', parameters('zone'), '.net')]" }],
    ["azurerm", { declared: variable, name: '"internal.${var.zone}"' }],
    ["azurerm", { declared: variable, name: '"${var.zone}.blob.${var.zone}"' }],
    ["azapi", { declared: variable, name: '"internal.${var.zone}"' }],
  ])("whose name cannot be the vault's is not it: %s %j", (syntax, zone) => {
    expect(answer(syntax, zone)).toBe("denied");
  });

  const environmentOf = (type: string): string => `resource env '${type}@2024-03-01' = { name: 'env' }`;

  it.each<[Syntax, Zone]>([
    [
      "bicep",
      { declared: environmentOf("Microsoft.App/managedEnvironments"), name: "env.properties.defaultDomain" },
    ],
    [
      "azurerm",
      {
        declared: 'resource "azurerm_container_app_environment" "e" { name = "e" }',
        name: "azurerm_container_app_environment.e.default_domain",
      },
    ],
    [
      "azurerm",
      {
        declared: 'data "azurerm_container_app_environment" "e" { name = "e" }',
        name: "data.azurerm_container_app_environment.e.default_domain",
      },
    ],
    [
      "azapi",
      {
        declared:
          'resource "azapi_resource" "e" {\n type = "Microsoft.App/managedEnvironments@2024-03-01"\n name = "e"\n}',
        name: "azapi_resource.e.output.properties.defaultDomain",
      },
    ],
  ])("of a container environment is not the vault's: %s %j", (syntax, zone) => {
    expect(answer(syntax, zone)).toBe("denied");
  });

  it.each<[Syntax, Zone]>([
    ["bicep", { name: "'privatelink.vaultcore.azure.net'" }],
    ["json", { name: "privatelink.vaultcore.azure.net" }],
    ["azurerm", { name: '"privatelink.vaultcore.azure.net"' }],
    ["azapi", { name: '"privatelink.vaultcore.azure.net"' }],
  ])("of the vault's name still leads to the endpoint: %s %j", (syntax, zone) => {
    expect(answer(syntax, zone)).toBe("allowed");
  });
});

const table = `var zones = {
  AzureCloud: 'privatelink.vaultcore.azure.net'
  AzureUSGovernment: 'privatelink.vaultcore.usgovcloudapi.net'
  AzureChinaCloud: 'privatelink.vaultcore.azure.cn'
}`;

describe("a name is one of a few, by a key of a map or the cloud of environment()", () => {
  it.each<[Syntax, Zone, string]>([
    ["azurerm", { declared: variable, name: 'lookup({ a = "a.redis" }, var.zone, "c")' }, "denied KV402"],
    [
      "bicep",
      { declared: "param zone string\nvar zones = { a: 'a.redis', b: 'b.redis' }", name: "zones[zone]" },
      "denied KV402",
    ],
    ["bicep", { name: "'privatelink${environment().suffixes.keyvaultDns}'" }, "denied KV402"],
    ["json", { name: "[concat('privatelink', environment().suffixes.keyvaultDns)]" }, "denied KV402"],
    ["bicep", { name: "toLower('privatelink${environment().suffixes.keyvaultDns}')" }, "denied KV402"],
    [
      "bicep",
      { name: "environment().name == 'AzureCloud' ? 'privatelink.azurecr.io' : 'privatelink.azurecr.us'" },
      "denied KV402",
    ],
    ["bicep", { name: "'privatelink${environment().suffixes.acrLoginServer}'" }, "denied KV402"],
    [
      "bicep",
      { name: "'privatelink${replace(environment().suffixes.keyvaultDns, '.vault', '.vaultcore')}'" },
      "allowed",
    ],
    [
      "json",
      {
        name: "[concat('privatelink', replace(environment().suffixes.keyvaultDns, '.vault', '.vaultcore'))]",
      },
      "allowed",
    ],
    ["bicep", { declared: table, name: "zones[environment().name]" }, "allowed"],
    [
      "bicep",
      {
        name: "environment().name == 'AzureChinaCloud' ? 'privatelink.vaultcore.azure.cn' : 'privatelink.vaultcore.azure.net'",
      },
      "allowed",
    ],
    [
      "bicep",
      {
        name: "'privatelink.vaultcore${replace(environment().suffixes.acrLoginServer, '.azurecr.io', '.azure.net')}'",
      },
      "depends",
    ],
  ])("%s %j: %s", (syntax, zone, expected) => {
    expect(answer(syntax, zone)).toBe(expected);
  });
});

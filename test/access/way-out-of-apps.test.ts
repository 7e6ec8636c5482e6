import { describe, expect, it } from "vitest";
import { type Analysis, analyze, readSource, reportVerdicts } from "../../server/src/core/index.ts";
import { check } from "../../server/src/core/workspace/check.ts";
import { filesInMemory } from "../support/files-in-memory.ts";

interface Scene {
  readonly routeAll: boolean;
  readonly rules: "pip" | "pip and a range" | "outbound addresses";
}

const bicep = ({ routeAll, rules }: Scene): Analysis => {
  const listed = {
    pip: "[{ value: pip.properties.ipAddress }]",
    "pip and a range": "[{ value: pip.properties.ipAddress }, { value: '203.0.113.0/24' }]",
    "outbound addresses": "[for each in split(other.properties.outboundIpAddresses, ','): { value: each }]",
  }[rules];
  return analyze({
    root: "/main.bicep",
    files: filesInMemory({
      "/main.bicep": `resource other 'Microsoft.Web/sites@2023-12-01' existing = { name: 'other' }
resource pip 'Microsoft.Network/publicIPAddresses@2024-05-01' = { name: 'pip', location: 'x', properties: { publicIPAllocationMethod: 'Static' } }
resource nat 'Microsoft.Network/natGateways@2024-05-01' = { name: 'nat', location: 'x', properties: { publicIpAddresses: [{ id: pip.id }] } }
resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  location: 'x'
  properties: { subnets: [{ name: 'app', properties: { addressPrefix: '10.0.1.0/24', natGateway: { id: nat.id } } }] }
}
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv-four-demo'
  location: 'x'
  properties: { networkAcls: { defaultAction: 'Deny', bypass: 'None', ipRules: ${listed} } }
}
resource app 'Microsoft.Web/sites@2023-12-01' = {
  name: 'app'
  location: 'x'
  properties: {
    virtualNetworkSubnetId: vnet.properties.subnets[0].id
    vnetRouteAllEnabled: ${String(routeAll)}
    siteConfig: { appSettings: [{ name: 'KEY_VAULT_URI', value: kv.properties.vaultUri }] }
  }
}`,
    }),
  });
};

const arm = ({ routeAll, rules }: Scene): Analysis => {
  const network = "Microsoft.Network";
  const pip = "[reference(resourceId('Microsoft.Network/publicIPAddresses', 'pip'), '2024-05-01').ipAddress]";
  const outbound =
    "[split(reference(resourceId('Microsoft.Web/sites', 'other'), '2023-12-01').outboundIpAddresses, ',')[0]]";
  const values = {
    pip: [pip],
    "pip and a range": [pip, "203.0.113.0/24"],
    "outbound addresses": [outbound],
  }[rules];
  const id = (type: string, name: string): object => ({
    id: `[resourceId('${network}/${type}', '${name}')]`,
  });
  const resource = (type: string, name: string, properties: object): object => ({
    ...{
      type,
      name,
      apiVersion: type.includes("KeyVault") ? "2026-02-01" : "2024-05-01",
      location: "x",
      properties,
    },
  });
  return analyze({
    root: "/main.json",
    files: filesInMemory({
      "/main.json": JSON.stringify({
        $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        contentVersion: "1.0.0.0",
        resources: [
          resource(`${network}/publicIPAddresses`, "pip", { publicIPAllocationMethod: "Static" }),
          resource(`${network}/natGateways`, "nat", { publicIpAddresses: [id("publicIPAddresses", "pip")] }),
          resource(`${network}/virtualNetworks`, "vnet", {
            subnets: [
              {
                name: "app",
                properties: { addressPrefix: "10.0.1.0/24", natGateway: id("natGateways", "nat") },
              },
            ],
          }),
          resource("Microsoft.KeyVault/vaults", "kv-four-demo", {
            networkAcls: {
              defaultAction: "Deny",
              bypass: "None",
              ipRules: values.map((value) => ({ value })),
            },
          }),
          resource("Microsoft.Web/sites", "app", {
            virtualNetworkSubnetId: `[resourceId('${network}/virtualNetworks/subnets', 'vnet', 'app')]`,
            vnetRouteAllEnabled: routeAll,
            siteConfig: {
              appSettings: [{ name: "KEY_VAULT_URI", value: "https://kv-four-demo.vault.azure.net/" }],
            },
          }),
        ],
      }),
    }),
  });
};

const terraform = ({ routeAll, rules }: Scene): Analysis => {
  const listed = {
    pip: '["${azurerm_public_ip.pip.ip_address}/32"]',
    "pip and a range": '[azurerm_public_ip.pip.ip_address, "203.0.113.0/24"]',
    "outbound addresses": "azurerm_linux_web_app.other.outbound_ip_address_list",
  }[rules];
  return analyze({
    root: "/",
    files: {
      ...filesInMemory({
        "/main.tf": `resource "azurerm_public_ip" "pip" {
  name              = "pip"
  allocation_method = "Static"
}
resource "azurerm_linux_web_app" "other" { name = "other" }
resource "azurerm_nat_gateway" "nat" { name = "nat" }
resource "azurerm_nat_gateway_public_ip_association" "nat" {
  nat_gateway_id       = azurerm_nat_gateway.nat.id
  public_ip_address_id = azurerm_public_ip.pip.id
}
resource "azurerm_virtual_network" "vnet" {
  name          = "vnet"
  address_space = ["10.0.0.0/16"]
}
resource "azurerm_subnet" "app" {
  name                 = "app"
  virtual_network_name = azurerm_virtual_network.vnet.name
  address_prefixes     = ["10.0.1.0/24"]
}
resource "azurerm_subnet_nat_gateway_association" "app" {
  subnet_id      = azurerm_subnet.app.id
  nat_gateway_id = azurerm_nat_gateway.nat.id
}
resource "azurerm_key_vault" "kv" {
  name = "kv-four-demo"
  network_acls {
    default_action = "Deny"
    bypass         = "None"
    ip_rules       = ${listed}
  }
}
resource "azurerm_linux_web_app" "app" {
  name                      = "app"
  virtual_network_subnet_id = azurerm_subnet.app.id
  app_settings              = { KEY_VAULT_URI = azurerm_key_vault.kv.vault_uri }
  site_config { vnet_route_all_enabled = ${String(routeAll)} }
}`,
      }),
    },
  });
};

function verdictOf({ worlds }: Analysis, from: string): string {
  const reading = readSource(from);
  if (!("source" in reading)) throw new Error(`no source: ${from}`);
  const [verdict] = reportVerdicts(worlds, from, reading.source);
  return verdict ? `${verdict.verdict} ${verdict.reason}` : "none";
}

describe.each([
  ["Bicep", bicep, "consumer:app"],
  ["ARM JSON", arm, "consumer:app"],
  ["Terraform", terraform, "consumer:azurerm_linux_web_app.app"],
])("an app behind a NAT gateway whose address is the only rule: %s", (_, analyzed, app) => {
  it("is denied where its requests leave from addresses of App Service", () => {
    const analysis = analyzed({ routeAll: false, rules: "pip" });
    expect(verdictOf(analysis, app)).toBe("denied DENY_DEFAULT_ACTION");
    expect(check(analysis).map(({ code }) => code)).toContain("KV510");
  });

  it("is allowed where its requests leave through the gateway", () => {
    const analysis = analyzed({ routeAll: true, rules: "pip" });
    expect(verdictOf(analysis, app)).toBe("allowed ALLOW_IP_RULE");
    expect(check(analysis).map(({ code }) => code)).not.toContain("KV510");
  });

  it.each(["pip and a range", "outbound addresses"] as const)(
    "is not known with other rules: %s",
    (rules) => {
      const analysis = analyzed({ routeAll: false, rules });
      expect(verdictOf(analysis, app)).toBe("depends DEPENDS_EGRESS");
      expect(check(analysis).map(({ code }) => code)).not.toContain("KV510");
    },
  );
});

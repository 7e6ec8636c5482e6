import fc from "fast-check";
import type { Texts } from "../support/files-in-memory.ts";

/** What stands between a vault and its callers, each drawn by itself. */
const network = fc.record({
  access: fc.constantFrom("Enabled", "Disabled", "SecuredByPerimeter"),
  action: fc.constantFrom("Deny", "Allow"),
  bypass: fc.constantFrom("None", "AzureServices"),
  listsSubnet: fc.boolean(),
  listsAddress: fc.constantFrom(null, "203.0.113.0/24", "10.0.0.4"),
  hasServiceEndpoint: fc.boolean(),
  outbound: fc.constantFrom(null, "Deny", "Allow"),
  isRouted: fc.constantFrom(false, false, true),
  endpoint: fc.constantFrom(null, "with a zone", "without a zone"),
});

const callers = ["app", "outside", "settings", "script", "storage", "gateway", "pool", "hosted"] as const;

/** Small workspaces in Bicep with callers of one vault, which environments may open and close. */
export const workspacesWithCallers: fc.Arbitrary<Texts> = fc
  .record({
    network,
    callers: fc.uniqueArray(fc.constantFrom(...callers), { minLength: 1, maxLength: 4 }),
    environments: fc.uniqueArray(fc.constantFrom("Allow", "Deny"), { maxLength: 2 }),
  })
  .map(({ network: given, callers: some, environments }) => ({
    "/w/main.bicep": [
      environments.length > 0 ? "param action string" : `var action = '${given.action}'`,
      vaultOf(given),
      networkOf(given),
      ...some.map((each) => resources[each]),
    ].join("\n"),
    ...Object.fromEntries(
      environments.map((action) => [
        `/w/main.${action}.bicepparam`,
        `using 'main.bicep'\nparam action = '${action}'\n`,
      ]),
    ),
    ...(some.includes("pool") || some.includes("hosted")
      ? { "/w/azure-pipelines.yml": pipelineOf(some) }
      : {}),
  }));

type Given = typeof network extends fc.Arbitrary<infer T> ? T : never;

function vaultOf({ access, bypass, listsSubnet, listsAddress }: Given): string {
  return `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv-shop'
  properties: {
    publicNetworkAccess: '${access}'
    networkAcls: {
      defaultAction: action
      bypass: '${bypass}'
      ipRules: [${listsAddress === null ? "" : `{ value: '${listsAddress}' }`}]
      virtualNetworkRules: [${listsSubnet ? "{ id: vnet::app.id }" : ""}]
    }
  }
}`;
}

function networkOf({ hasServiceEndpoint, outbound, isRouted, endpoint }: Given): string {
  const rule = `{ name: 'all', properties: {
    priority: 100, direction: 'Outbound', access: '${outbound ?? ""}', protocol: '*'
    sourceAddressPrefix: '*', sourcePortRange: '*', destinationAddressPrefix: '*', destinationPortRange: '*'
  } }`;
  return `resource nsg 'Microsoft.Network/networkSecurityGroups@2024-05-01' = {
  name: 'nsg'
  properties: { securityRules: [${outbound === null ? "" : rule}] }
}
resource routes 'Microsoft.Network/routeTables@2024-05-01' = {
  name: 'routes'
  properties: { routes: [${isRouted ? "{ name: 'none', properties: { addressPrefix: '0.0.0.0/0', nextHopType: 'None' } }" : ""}] }
}
resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] } }
  resource app 'subnets' = {
    name: 'app'
    properties: {
      addressPrefix: '10.0.0.0/24'
      networkSecurityGroup: { id: nsg.id }
      routeTable: { id: routes.id }
      serviceEndpoints: [${hasServiceEndpoint ? "{ service: 'Microsoft.KeyVault' }" : ""}]
    }
  }
}
${endpoint === null ? "" : endpointText}${endpoint === "with a zone" ? zoneText : ""}`;
}

const endpointText = `resource pe 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: 'pe'
  properties: {
    subnet: { id: vnet::app.id }
    privateLinkServiceConnections: [{ name: 'kv', properties: { privateLinkServiceId: kv.id, groupIds: ['vault'] } }]
  }
}
`;
const zoneText = `resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: 'privatelink.vaultcore.azure.net'
  resource link 'virtualNetworkLinks' = { name: 'link', properties: { registrationEnabled: false, virtualNetwork: { id: vnet.id } } }
}
resource group 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-05-01' = {
  parent: pe
  name: 'default'
  properties: { privateDnsZoneConfigs: [{ name: 'kv', properties: { privateDnsZoneId: zone.id } }] }
}
`;

const site = (name: string, value: string, subnet: string): string => `
resource ${name} 'Microsoft.Web/sites@2024-04-01' = {
  name: '${name}'
  properties: { ${subnet} siteConfig: { appSettings: [{ name: 'KEY', value: ${value} }] } }
}`;
const integrated = "virtualNetworkSubnetId: vnet::app.id, vnetRouteAllEnabled: true,";
const reference = "'@Microsoft.KeyVault(SecretUri=${kv.properties.vaultUri}secrets/key)'";

const resources: Readonly<Record<(typeof callers)[number], string>> = {
  app: site("app", reference, integrated),
  outside: site("outside", reference, ""),
  settings: site("settings", "kv.properties.vaultUri", integrated),
  script: `resource script 'Microsoft.Resources/deploymentScripts@2023-08-01' = {
  name: 'script'
  kind: 'AzureCLI'
  properties: { azCliVersion: '2.90.0', retentionInterval: 'P1D', scriptContent: 'az keyvault secret show --vault-name \${kv.name} --name s' }
}`,
  storage: `resource storage 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: 'storage'
  properties: { encryption: { keySource: 'Microsoft.Keyvault', keyvaultproperties: { keyname: 'k', keyvaulturi: kv.properties.vaultUri } } }
}`,
  gateway: `resource gateway 'Microsoft.Network/applicationGateways@2024-05-01' = {
  name: 'gateway'
  properties: {
    gatewayIPConfigurations: [{ name: 'ip', properties: { subnet: { id: vnet::app.id } } }]
    sslCertificates: [{ name: 'c', properties: { keyVaultSecretId: '\${kv.properties.vaultUri}secrets/c' } }]
  }
}`,
  pool: `resource pool 'Microsoft.DevOpsInfrastructure/pools@2025-01-21' = {
  name: 'agents'
  properties: { fabricProfile: { kind: 'Vmss', networkProfile: { subnetId: vnet::app.id } } }
}`,
  hosted: "",
};

function pipelineOf(some: readonly string[]): string {
  const job = (name: string, pool: string): string => `  - job: ${name}
    pool: ${pool}
    steps:
      - task: AzureKeyVault@2
        inputs: { KeyVaultName: kv-shop }
`;
  const pool = some.includes("pool") ? job("own", "agents") : "";
  return `trigger: none\njobs:\n${pool}${some.includes("hosted") ? job("hosted", "{ vmImage: ubuntu-latest }") : ""}`;
}

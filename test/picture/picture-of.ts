import { runCli } from "../cli/run-cli.ts";
import { workspace } from "../cli/workspace.ts";
import { type Picture, pictureOf } from "../../server/src/core/formats/picture/layout.ts";
import type { Report } from "../../server/src/core/formats/report.ts";
import { english } from "../../server/src/core/words/en/english.ts";

/** A vault with a subnet rule and IP rules, an open one, and one whose rules are a parameter. */
export const shop = `
resource nsg 'Microsoft.Network/networkSecurityGroups@2024-05-01' = {
  name: 'nsg'
  properties: {
    securityRules: [
      {
        name: 'deny-all'
        properties: {
          priority: 4096
          direction: 'Outbound'
          access: 'Deny'
          protocol: '*'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
    ]
  }
}
resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-shop'
  properties: {
    subnets: [
      { name: 'snet-app', properties: { addressPrefix: '10.0.1.0/24', serviceEndpoints: [{ service: 'Microsoft.KeyVault' }] } }
      { name: 'snet-data', properties: { addressPrefix: '10.0.2.0/24', networkSecurityGroup: { id: nsg.id } } }
    ]
  }
}
param ips array
resource prod 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv-shop-prod'
  properties: {
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: 'Deny'
      ipRules: [{ value: '203.0.113.0/28' }, { value: '198.51.100.1' }, { value: '198.51.100.2' }, { value: '198.51.100.3' }]
      virtualNetworkRules: [{ id: '\${vnet.id}/subnets/snet-app' }]
    }
  }
}
resource dev 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv-shop-dev'
  properties: { networkAcls: { bypass: 'None', defaultAction: 'Allow' } }
}
resource data 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv-analytics-warehouse-prod'
  properties: { networkAcls: { bypass: 'AzureServices', defaultAction: 'Deny', ipRules: ips } }
}
`;

export const callers = [
  "internet",
  "203.0.113.0/28",
  "198.51.100.1",
  "198.51.100.2",
  "198.51.100.3",
  "subnet:vnet-shop/snet-app",
  "subnet:vnet-shop/snet-data",
  "service:azure-backup",
  "203.0.113.0/27",
];

/** The report of the command line on who of `from` reaches the vaults of a template. */
function reportOn(template: string, from: readonly string[]): Report {
  const at = workspace({ "main.bicep": template });
  try {
    const { out } = runCli(
      "simulate",
      ...from.flatMap((each) => ["--from", each]),
      at.folder,
      "--format",
      "json",
    );
    return JSON.parse(out) as Report;
  } finally {
    at.remove();
  }
}

export function pictureOn(template: string, from: readonly string[]): Picture {
  return pictureOf(reportOn(template, from).verdicts, english).picture;
}

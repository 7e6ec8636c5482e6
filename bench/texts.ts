/** Bicep of at least this many UTF-16 code units: vaults, networks, loops, conditions, strings, as people write them. */
export function largeBicep(length: number): string {
  const blocks: string[] = ["param location string = resourceGroup().location\nparam names array\n"];
  for (let total = 0, index = 0; total < length; index++) {
    const block = bicepBlock(index);
    blocks.push(block);
    total += block.length;
  }
  return blocks.join("\n");
}

/** The text with the middle of every nth line cut out. */
export function damaged(text: string, every: number): string {
  return text
    .split("\n")
    .map((line, index) => (index % every === every - 1 ? line.slice(0, line.length >> 1) : line))
    .join("\n");
}

/** An ARM template with this many vaults, each with this many IP rules. */
export function largeArm(vaults: number, rules: number): string {
  const ipRules = Array.from({ length: rules }, (_, index) => ({
    value: `20.${(index >> 8) & 255}.${index & 255}.0/24`,
  }));
  const resources = Array.from({ length: vaults }, (_, index) => ({
    type: "Microsoft.KeyVault/vaults",
    apiVersion: "2023-07-01",
    name: `[format('kv-{0}-${index}', uniqueString(resourceGroup().id))]`,
    location: "[parameters('location')]",
    properties: {
      publicNetworkAccess: "Enabled",
      networkAcls: { defaultAction: "Deny", bypass: "None", ipRules },
    },
  }));
  const $schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";
  const parameters = { location: { type: "string", defaultValue: "[resourceGroup().location]" } };
  return JSON.stringify({ $schema, contentVersion: "1.0.0.0", parameters, resources }, null, 2);
}

function bicepBlock(index: number): string {
  return `@description('The vault number ${index} of a team, closed but for a few addresses.')
resource kv${index} 'Microsoft.KeyVault/vaults@2023-07-01' = if (length(names) > ${index}) {
  name: 'kv-\${uniqueString(resourceGroup().id, '${index}')}'
  location: location
  tags: { team: 'team-${index}', purpose: 'bench' }
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: 'standard' }
    publicNetworkAccess: 'Enabled' // the rules below decide
    networkAcls: {
      defaultAction: empty(names) ? 'Allow' : 'Deny'
      bypass: 'AzureServices'
      ipRules: [for (name, i) in names: {
        value: '203.0.113.\${i + ${index % 200}}'
      }]
      virtualNetworkRules: [
        { id: resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet-${index}', 'app') }
      ]
    }
  }
}
var rules${index} = map(filter(names, name => name != 'x${index}'), name => { value: '\${name}/32' })
output uri${index} string = kv${index}.?properties.vaultUri ?? ''
`;
}

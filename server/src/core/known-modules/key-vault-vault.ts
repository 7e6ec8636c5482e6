/**
 * What the module `avm/res/key-vault/vault` of Azure Verified Modules says of the network, in our own words: the parameters
 * that its page documents, with their defaults, and what it makes of them
 * (https://github.com/Azure/bicep-registry-modules/tree/main/avm/res/key-vault/vault#parameters). Checked against version
 * 0.14.0. Private endpoints and no rules close the public endpoint; private endpoints beside rules leave it as it is.
 */
export const keyVaultModule = `
param name string
param location string = resourceGroup().location
@allowed(['default', 'recover'])
param createMode string = 'default'
param enableVaultForDeployment bool = true
param enableVaultForTemplateDeployment bool = true
param enableVaultForDiskEncryption bool = true
param networkAcls object?
@allowed(['', 'Enabled', 'Disabled'])
param publicNetworkAccess string = ''
param privateEndpoints array?

var hasRules = !empty(networkAcls ?? {})
var hasEndpoints = !empty(privateEndpoints ?? [])

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: name
  location: location
  properties: {
    createMode: createMode
    enabledForDeployment: enableVaultForDeployment
    enabledForTemplateDeployment: enableVaultForTemplateDeployment
    enabledForDiskEncryption: enableVaultForDiskEncryption
    networkAcls: hasRules
      ? {
          bypass: networkAcls.?bypass
          defaultAction: networkAcls.?defaultAction
          virtualNetworkRules: networkAcls.?virtualNetworkRules ?? []
          ipRules: networkAcls.?ipRules ?? []
        }
      : null
    publicNetworkAccess: !empty(publicNetworkAccess)
      ? publicNetworkAccess
      : hasEndpoints && !hasRules ? 'Disabled' : null
  }
}

resource endpoints 'Microsoft.Network/privateEndpoints@2024-05-01' = [for (endpoint, index) in (privateEndpoints ?? []): {
  name: endpoint.?name ?? 'pep-\${name}-\${endpoint.?service ?? 'vault'}-\${index}'
  location: endpoint.?location ?? location
  properties: {
    subnet: { id: endpoint.subnetResourceId }
    privateLinkServiceConnections: endpoint.?isManualConnection == true
      ? []
      : [{ properties: { privateLinkServiceId: vault.id, groupIds: [endpoint.?service ?? 'vault'] } }]
    manualPrivateLinkServiceConnections: endpoint.?isManualConnection == true
      ? [{ properties: { privateLinkServiceId: vault.id, groupIds: [endpoint.?service ?? 'vault'] } }]
      : []
  }
}]

resource zones 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-05-01' = [for (endpoint, index) in (privateEndpoints ?? []): if (!empty(endpoint.?privateDnsZoneGroup)) {
  parent: endpoints[index]
  name: endpoint.privateDnsZoneGroup.?name ?? 'default'
  properties: {
    privateDnsZoneConfigs: map(endpoint.privateDnsZoneGroup.?privateDnsZoneGroupConfigs ?? [], config => {
      properties: { privateDnsZoneId: config.privateDnsZoneResourceId }
    })
  }
}]

output name string = vault.name
output resourceId string = vault.id
output uri string = vault.properties.vaultUri
output location string = location
output resourceGroupName string = resourceGroup().name
output privateEndpoints array = [for (endpoint, index) in (privateEndpoints ?? []): {
  name: endpoints[index].name
  resourceId: endpoints[index].id
}]
`;

param isBehindEndpoint bool

resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  location: resourceGroup().location
  properties: {
    addressSpace: { addressPrefixes: ['10.1.0.0/16'] }
    subnets: [{ name: 'workload', properties: { addressPrefix: '10.1.1.0/24' } }]
  }
}

resource given 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv-given'
  location: resourceGroup().location
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: 'standard' }
    publicNetworkAccess: 'Disabled'
    networkAcls: { bypass: 'AzureServices', defaultAction: 'Deny' }
  }
}

resource other 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv-other'
  location: resourceGroup().location
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: 'standard' }
    publicNetworkAccess: 'Disabled'
    networkAcls: { bypass: 'AzureServices', defaultAction: 'Deny' }
  }
}

resource perhaps 'Microsoft.Network/privateEndpoints@2024-05-01' = if (isBehindEndpoint) {
  name: 'pe-perhaps'
  location: resourceGroup().location
  properties: {
    subnet: { id: '${vnet.id}/subnets/workload' }
    privateLinkServiceConnections: [{ name: 'kv', properties: { privateLinkServiceId: other.id, groupIds: ['vault'] } }]
  }
}

module endpoint 'br:example.azurecr.io/private-endpoint:1.0' = {
  name: 'endpoint'
  params: { vaultId: given.id, subnetId: '${vnet.id}/subnets/workload' }
}

resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'None'
    }
  }
}

resource factory 'Microsoft.DataFactory/factories@2018-06-01' = {
  name: 'factory'
  location: 'westeurope'
  identity: { type: 'SystemAssigned' }
}

resource network 'Microsoft.DataFactory/factories/managedVirtualNetworks@2018-06-01' = {
  parent: factory
  name: 'default'
  properties: {}
}

resource endpoint 'Microsoft.DataFactory/factories/managedVirtualNetworks/managedPrivateEndpoints@2018-06-01' = {
  parent: network
  name: 'kv'
  properties: {
    privateLinkResourceId: kv.id
    groupId: 'vault'
  }
}

resource secrets 'Microsoft.DataFactory/factories/linkedservices@2018-06-01' = {
  parent: factory
  name: 'secrets'
  properties: {
    type: 'AzureKeyVault'
    typeProperties: { baseUrl: kv.properties.vaultUri }
  }
}

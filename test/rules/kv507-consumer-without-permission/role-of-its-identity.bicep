resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  location: 'westeurope'
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
    subnets: [
      {
        name: 'app'
        properties: {
          addressPrefix: '10.0.0.0/24'
          serviceEndpoints: [{ service: 'Microsoft.KeyVault' }]
        }
      }
    ]
  }
}

resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
      virtualNetworkRules: [
        { id: vnet.properties.subnets[0].id }
      ]
    }
  }
}

resource site 'Microsoft.Web/sites@2024-04-01' = {
  name: 'site'
  location: 'westeurope'
  kind: 'app,linux'
  identity: { type: 'SystemAssigned' }
  properties: {
    virtualNetworkSubnetId: vnet.properties.subnets[0].id
    siteConfig: {
      appSettings: [
        { name: 'ApiKey', value: '@Microsoft.KeyVault(VaultName=${kv.name};SecretName=api-key)' }
      ]
    }
  }
}

resource reader 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid('reader')
  scope: kv
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '4633458b-17de-408a-b874-0445c86b69e6')
    principalId: site.identity.principalId
  }
}

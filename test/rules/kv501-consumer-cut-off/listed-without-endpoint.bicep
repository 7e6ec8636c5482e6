resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  location: 'westeurope'
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
    subnets: [
      {
    //~ KV302 Azure rejects kv: subnet vnet/app has no Microsoft.KeyVault service endpoint. 💡
        name: 'app'
        properties: {
          addressPrefix: '10.0.0.0/24'
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

resource functions 'Microsoft.Web/sites@2024-04-01' = {
  name: 'functions'
  location: 'westeurope'
  kind: 'functionapp,linux'
  identity: { type: 'SystemAssigned' }
  properties: {
    virtualNetworkSubnetId: vnet.properties.subnets[0].id
    siteConfig: {
      appSettings: [
        { name: 'ApiKey', value: '@Microsoft.KeyVault(VaultName=${kv.name};SecretName=api-key)' }
        //                       ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV501 kv shuts out functions (Azure Functions Key Vault references): subnet vnet/app is listed but lacks the service endpoint; add Microsoft.KeyVault. 💡
      ]
    }
  }
}

resource app 'Microsoft.Network/virtualNetworks/subnets@2023-09-01' existing = {
  name: 'vnet/app'
}

resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  properties: {
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
      virtualNetworkRules: [{ id: app.id }]
    }
  }
}

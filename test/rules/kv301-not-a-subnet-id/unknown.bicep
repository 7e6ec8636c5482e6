param subnet string
param vnet string
param prefix string

resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
      virtualNetworkRules: [
        { id: subnet }
        { id: '${vnet}/subnets/app' }
        { id: '${prefix}ets/app' }
        { id: resourceId('Microsoft.Network/virtualNetworks/subnets', vnet, 'app') }
      ]
    }
  }
}

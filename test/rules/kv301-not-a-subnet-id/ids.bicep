resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
      virtualNetworkRules: [
        { id: resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet', 'app') }
        { id: '/subscriptions/0/resourcegroups/rg/providers/microsoft.network/virtualnetworks/vnet/subnets/app' }
      ]
    }
  }
}

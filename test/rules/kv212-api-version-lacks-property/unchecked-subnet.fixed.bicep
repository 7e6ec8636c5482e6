resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
      virtualNetworkRules: [
        {
          id: '/subscriptions/0000/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub/subnets/app'
          ignoreMissingVnetServiceEndpoint: true
        }
      ]
    }
    enableRbacAuthorization: false
  }
}

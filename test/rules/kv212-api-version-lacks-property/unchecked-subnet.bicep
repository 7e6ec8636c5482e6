resource kv 'Microsoft.KeyVault/vaults@2018-02-14' = {
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
        //~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV212 ignoreMissingVnetServiceEndpoint of kv may do nothing: API version 2018-02-14 does not have it. 💡
        }
      ]
    }
  }
}

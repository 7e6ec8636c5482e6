resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    publicNetworkAccess: 'Disabled'
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'None'
      ipRules: [
    //~~~~~~~ KV208 1 IP rule of kv has no effect: its public access is disabled. 💡
        { value: '203.0.113.7' }
      ]
      virtualNetworkRules: [
    //~~~~~~~~~~~~~~~~~~~ KV208 1 subnet rule of kv has no effect: its public access is disabled. 💡
        { id: '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet/subnets/app' }
      ]
    }
  }
}

resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
      virtualNetworkRules: [
    //~~~~~~~~~~~~~~~~~~~ KV407 Subnet rules of kv admit nobody once its perimeter is enforced.
        {
          id: '/subscriptions/0000/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub/subnets/app'
        }
      ]
    }
  }
}

resource profile 'Microsoft.Network/networkSecurityPerimeters/profiles@2024-07-01' = {
  name: 'nsp/default'
  properties: {}
}

resource association 'Microsoft.Network/networkSecurityPerimeters/resourceAssociations@2024-07-01' = {
  name: 'nsp/kv'
  properties: {
    privateLinkResource: { id: resourceId('Microsoft.KeyVault/vaults', 'kv') }
    profile: {
      id: resourceId('Microsoft.Network/networkSecurityPerimeters/profiles', 'nsp', 'default')
    }
    accessMode: 'Learning'
  }
}

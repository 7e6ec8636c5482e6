resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
      ipRules: [
    //~~~~~~~ KV208 1 IP rule of kv has no effect: its perimeter is enforced. 💡
        { value: '203.0.113.7' }
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
    accessMode: 'Enforced'
  }
}

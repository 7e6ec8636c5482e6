resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    publicNetworkAccess: 'SecuredByPerimeter'
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
  }
}

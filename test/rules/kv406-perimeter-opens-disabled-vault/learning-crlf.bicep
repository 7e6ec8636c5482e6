resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    publicNetworkAccess: 'Disabled'
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'None'
    }
  }
}

resource profile 'Microsoft.Network/networkSecurityPerimeters/profiles@2024-07-01' = {
  name: 'nsp/default'
  properties: {}
}

resource office 'Microsoft.Network/networkSecurityPerimeters/profiles/accessRules@2024-07-01' = {
  name: 'nsp/default/office'
  properties: {
    direction: 'Inbound'
    addressPrefixes: ['203.0.113.0/24']
  }
}

resource association 'Microsoft.Network/networkSecurityPerimeters/resourceAssociations@2024-07-01' = {
  name: 'nsp/kv'
  properties: {
    privateLinkResource: { id: resourceId('Microsoft.KeyVault/vaults', 'kv') }
    profile: {
      id: resourceId('Microsoft.Network/networkSecurityPerimeters/profiles', 'nsp', 'default')
    }
    accessMode: 'Learning'
    //          ~~~~~~~~~~ KV406 A perimeter lets addresses into kv although its public access is disabled. 💡
  }
}

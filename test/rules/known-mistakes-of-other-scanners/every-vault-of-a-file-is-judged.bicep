resource kv1 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv1'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'None'
    }
  }
}

resource kv2 'Microsoft.KeyVault/vaults@2023-07-01' = {
//       ~~~ KV101 kv2 accepts traffic from every public address: it has no network rules. 💡
  name: 'kv2'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
  }
}

resource kv3 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv3'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Allow'
      //             ~~~~~~~ KV101 kv3 accepts traffic from every public address: its default action is Allow. 💡
      bypass: 'None'
    }
  }
}

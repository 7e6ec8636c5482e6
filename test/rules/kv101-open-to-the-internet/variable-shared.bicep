var action = 'Allow'
//           ~~~~~~~ KV101 kv1 accepts traffic from every public address: its default action is Allow.

resource kv1 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv1'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: action
      bypass: 'AzureServices'
    }
  }
}

resource kv2 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv2'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: action
      bypass: 'AzureServices'
    }
  }
}

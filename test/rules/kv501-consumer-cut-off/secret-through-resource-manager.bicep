resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
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

resource db 'Microsoft.KeyVault/vaults/secrets@2026-02-01' = {
  parent: kv
  name: 'db'
  properties: { value: 'x' }
}

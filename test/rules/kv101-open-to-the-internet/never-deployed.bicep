resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = if (false) {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
  }
}

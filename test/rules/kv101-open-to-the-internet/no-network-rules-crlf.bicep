resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
//       ~~ KV101 kv accepts traffic from every public address: it has no network rules. 💡
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    enableSoftDelete: true
  }
}

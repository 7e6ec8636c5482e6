resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = [for i in range(0, 2): {
//       ~~ KV101 kv accepts traffic from every public address: it has no network rules. 💡
  name: 'kv${i}'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
  }
}]

// reveals KV107
resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
//       ~~ KV106 Trusted services pass into kv by default: no bypass is written. 💡
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    publicNetworkAccess: 'Disabled'
  }
}

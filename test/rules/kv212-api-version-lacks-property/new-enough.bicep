// reveals KV107
resource kv 'Microsoft.KeyVault/vaults@2021-06-01-preview' = {
//       ~~ KV106 Trusted services pass into kv by default: no bypass is written. 💡
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    publicNetworkAccess: 'Disabled'
  }
}

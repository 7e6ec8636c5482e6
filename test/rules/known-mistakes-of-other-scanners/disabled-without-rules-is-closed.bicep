// reveals KV107
resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
//       ~~ KV106 Whether trusted services pass into kv is left to Azure: no bypass is written. 💡
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    publicNetworkAccess: 'Disabled'
  }
}

resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    publicNetworkAccess: false
    //                   ~~~~~ KV209 'false' is no public access for kv: Azure knows Enabled, Disabled and SecuredByPerimeter. 💡
  }
}

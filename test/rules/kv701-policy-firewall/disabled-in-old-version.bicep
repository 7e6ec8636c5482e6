// reveals KV107
resource kv 'Microsoft.KeyVault/vaults@2019-09-01' = {
//       ~~ KV701 Azure Policy 55615ac9 reports kv: its default action is not Deny. 💡
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    publicNetworkAccess: 'Disabled'
  //~~~~~~~~~~~~~~~~~~~ KV212 publicNetworkAccess of kv may do nothing: API version 2019-09-01 does not have it. 💡
  }
}

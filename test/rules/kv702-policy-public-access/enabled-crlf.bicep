resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    publicNetworkAccess: 'Enabled'
    //                   ~~~~~~~~~ KV702 Azure Policy 405c5871 reports kv: its public access is not disabled. 💡
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'None'
    }
  }
}

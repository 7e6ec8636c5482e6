resource kv 'Microsoft.KeyVault/vaults@2019-09-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    publicNetworkAccess: 'Disabled'
  //~~~~~~~~~~~~~~~~~~~ KV212 publicNetworkAccess of kv may do nothing: API version 2019-09-01 does not have it. 💡
    //                   ~~~~~~~~~~ KV702 Azure Policy 405c5871 reports kv: its public access is not disabled.
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'None'
    }
  }
}

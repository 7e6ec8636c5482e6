resource kv 'Microsoft.KeyVault/vaults@2016-10-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
  //~~~~~~~~~~~ KV212 networkAcls of kv may do nothing: API version 2016-10-01 does not have it. 💡
      defaultAction: 'Deny'
      bypass: 'AzureServices'
    }
  }
}

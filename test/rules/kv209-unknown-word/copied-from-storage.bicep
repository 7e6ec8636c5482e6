resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'Logging, AzureServices'
      //      ~~~~~~~~~~~~~~~~~~~~~~~~ KV209 'Logging, AzureServices' is no bypass for kv: Azure knows AzureServices and None. 💡
    }
  }
}

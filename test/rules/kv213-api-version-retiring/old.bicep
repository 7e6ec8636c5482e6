resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
//                                     ~~~~~~~~~~ KV213 Azure stops taking kv on 2027-02-27: API version 2023-07-01 retires. 💡
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
    }
  }
}

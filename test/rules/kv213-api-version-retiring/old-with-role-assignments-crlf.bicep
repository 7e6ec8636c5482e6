resource kv 'Microsoft.KeyVault/vaults@2024-12-01-preview' = {
//                                     ~~~~~~~~~~~~~~~~~~ KV213 Azure stops taking kv on 2027-02-27: API version 2024-12-01-preview retires. 💡
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    enableRbacAuthorization: true
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
    }
  }
}

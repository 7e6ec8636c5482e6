resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
      ipRules: [
        { value: '13.105.114.88/29' }
        //       ~~~~~~~~~~~~~~~~~~ KV109 Other Azure customers may call kv from 13.105.114.88/29: Azure's addresses are in it.
      ]
    }
  }
}

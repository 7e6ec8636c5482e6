resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
      ipRules: [
        {
          value: '13.69.68.0/24'
          //     ~~~~~~~~~~~~~~~ KV109 Other Azure customers may call kv from 13.69.68.0/24: Azure's addresses are in it.
        }
        {
          value: '20.50.2.0/27'
          //     ~~~~~~~~~~~~~~ KV109 Other Azure customers may call kv from 20.50.2.0/27: Azure's addresses are in it.
        }
      ]
    }
  }
}

resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
      ipRules: [
        { value: '20.0.0.0/8' }
        //       ~~~~~~~~~~~~ KV103 20.0.0.0/8 lets 16,777,216 addresses into kv.
        //       ~~~~~~~~~~~~ KV109 Other Azure customers may call kv from 20.0.0.0/8: Azure's addresses are in it.
      ]
    }
  }
}

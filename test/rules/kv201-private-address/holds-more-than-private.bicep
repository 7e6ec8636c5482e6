resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
      ipRules: [
        { value: '172.0.0.0/8' }
        //       ~~~~~~~~~~~~~ KV103 172.0.0.0/8 lets 15,728,640 addresses into kv.
        //       ~~~~~~~~~~~~~ KV109 Other Azure customers may call kv from 172.0.0.0/8: Azure's addresses are in it.
      ]
    }
  }
}

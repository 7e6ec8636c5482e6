resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
      ipRules: [
        { value: '0.0.0.0/1' }
        //       ~~~~~~~~~~~ KV103 0.0.0.0/1 lets 2,092,957,696 addresses into kv.
      ]
    }
  }
}

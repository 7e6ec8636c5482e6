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
        //       ~~~~~~~~~~~ KV102 2 IP rules together let every public IPv4 address into kv. 💡
        //       ~~~~~~~~~~~ KV103 0.0.0.0/1 lets 2,092,957,696 addresses into kv.
        { value: '128.0.0.0/1' }
        //       ~~~~~~~~~~~~~ KV103 128.0.0.0/1 lets 1,609,433,087 addresses into kv.
      ]
    }
  }
}

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
        //       ~~~~~~~~~~~ KV102 4 IP rules together let nearly every public IPv4 address into kv. 💡
        //       ~~~~~~~~~~~ KV103 0.0.0.0/1 lets 2,092,957,696 addresses into kv.
        { value: '128.0.0.0/2' }
        //       ~~~~~~~~~~~~~ KV103 128.0.0.0/2 lets 1,072,627,711 addresses into kv.
        { value: '192.0.0.0/5' }
        //       ~~~~~~~~~~~~~ KV103 192.0.0.0/5 lets 134,152,192 addresses into kv.
        { value: '200.0.0.0/6' }
        //       ~~~~~~~~~~~~~ KV103 200.0.0.0/6 lets 67,108,864 addresses into kv.
        { value: '208.0.0.0/4' }
        //       ~~~~~~~~~~~~~ KV103 208.0.0.0/4 lets 268,435,456 addresses into kv.
      ]
    }
  }
}

resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
      ipRules: [
        { value: '203.0.113.0/24' }
        { value: '198.51.0.0/16' }
        //       ~~~~~~~~~~~~~~~ KV103 198.51.0.0/16 lets 65,536 addresses into kv.
        //       ~~~~~~~~~~~~~~~ KV205 198.51.0.0/16 adds nothing to kv: 198.48.0.0/13 holds it already. 💡
        { value: '198.48.0.0/13' }
        //       ~~~~~~~~~~~~~~~ KV103 198.48.0.0/13 lets 524,288 addresses into kv.
      ]
    }
  }
}

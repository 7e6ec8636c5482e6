param office string = '203.0.113.7/28'
//                    ~~~~~~~~~~~~~~~~ KV203 Whom 203.0.113.7/28 lets into kv is uncertain: the address goes beyond the prefix. 💡

resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
      ipRules: [
        { value: office }
      ]
    }
  }
}

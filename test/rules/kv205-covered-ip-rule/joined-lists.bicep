var a = [{ value: '203.0.113.0/24' }]
var b = [{ value: '203.0.113.7' }]
//                ~~~~~~~~~~~~~ KV205 203.0.113.7 adds nothing to kv: 203.0.113.0/24 holds it already.

resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
      ipRules: concat(a, b)
    }
  }
}

resource kv 'Microsoft.KeyVault/vaults@2024-11-01' = {
//       ~~ KV604 Access test 'Vaults are private' fails at kv: This vault is selected.
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'None'
      ipRules: [{ value: '203.0.113.7' }]
    }
  }
}

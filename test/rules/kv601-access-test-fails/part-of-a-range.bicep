resource kv 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Deny'
    //~~~~~~~~~~~~~~~~~~~~~ KV601 Access test 'Runners get in' fails at kv: The default action denies whatever nothing has admitted.
      bypass: 'None'
      ipRules: [{ value: '203.0.113.0/29' }]
    }
  }
}

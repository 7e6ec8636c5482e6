resource kv 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'None'
      ipRules: [{ value: '203.0.113.0/28' }]
      //        ~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV601 (warning) Access test 'Runners stay out' fails at kv: IP rule 1 (203.0.113.0/28) matches.
    }
  }
}

resource kv 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'None'
      ipRules: [{ value: '203.0.113.0/25' }]
    //~~~~~~~ KV604 IP rules let 128 addresses into kv; the access file allows 64.
    }
  }
}

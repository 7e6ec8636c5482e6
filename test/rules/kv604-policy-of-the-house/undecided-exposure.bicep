param action string

resource kv 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: action
      bypass: 'None'
      ipRules: [{ value: '203.0.113.7' }]
    }
  }
}

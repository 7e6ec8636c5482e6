resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    publicNetworkAccess: 'Disabled'
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'None'
      ipRules: [
    //~~~~~~~ KV208 1 IP rule of kv has no effect: its public access is disabled. 💡
        { value: '203.0.113.7' }
      ]
    }
  }
}

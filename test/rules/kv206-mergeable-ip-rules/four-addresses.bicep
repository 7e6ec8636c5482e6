resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
      ipRules: [
        { value: '203.0.113.4' }
        //       ~~~~~~~~~~~~~ KV206 3 IP rules of kv together are 203.0.113.4/30. 💡
        { value: '203.0.113.5/32' }
        { value: '203.0.113.6/31' }
        { value: '198.51.100.0/24' }
        { value: '198.51.101.0/24' }
      ]
    }
  }
}

resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
      ipRules: [{ value: '203.0.113.7' }, { value: '10.0.0.0/8' }]
      //                                           ~~~~~~~~~~~~ KV201 Azure rejects kv: 10.0.0.0/8 is private, and IP rules take public addresses only. 💡
    }
  }
}

resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
      ipRules: [
        { value: '10.0.0.4' }
        //       ~~~~~~~~~~ KV201 Azure rejects kv: 10.0.0.4 is private, and IP rules take public addresses only. 💡
      ]
    }
  }
}

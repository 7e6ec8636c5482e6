resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
      ipRules: map(range(0, 1001), i => { value: '20.${i / 250}.${i * 3 % 250}.7' })
    //~~~~~~~ KV207 Azure rejects kv: it has 1,001 IP rules, and 1,000 are the most.
    }
  }
}
